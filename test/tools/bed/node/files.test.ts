import { describe, expect, it } from "@jest/globals";
import { generations } from "../../../../cli/generations.js";
import { controlPlane } from "../../../../tools/bed/images/control-plane.js";
import { nodeFiles } from "../../../../tools/bed/node/files.js";

const older = { kubernetes: "1.23.17", istio: "1.17.8" };
const newer = { kubernetes: "1.30.4", istio: "1.23.2" };

const fileOf = (versions: typeof older, path: string): string => nodeFiles(versions)[path] ?? "";
const CONTAINERD = "etc/containerd/config.toml";

describe("the files of a node", () => {
  it.each([
    [older, "v1.23.17", "registry.k8s.io/pause:3.6", "false"],
    [newer, "v1.30.4", "registry.k8s.io/pause:3.9", "true"],
  ])("of %j are for its Kubernetes", (versions, version, pause, systemd) => {
    expect(fileOf(versions, "kind/version")).toBe(version);
    expect(fileOf(versions, CONTAINERD)).toContain(`sandbox_image = "${pause}"`);
    expect(fileOf(versions, CONTAINERD)).toContain(`SystemdCgroup = ${systemd}\n`);
  });

  it.each(generations)("of Kubernetes $kubernetes start pods with a pause that is in it", (of) => {
    const [, pause] = /sandbox_image = "(.*)"/.exec(fileOf(of, CONTAINERD)) ?? [];
    expect(controlPlane(of).map(({ name }) => name)).toContain(pause);
  });
});
