import { describe, expect, it } from "@jest/globals";
import { generations } from "../../../../cli/generations.js";
import { controlPlane } from "../../../../tools/bed/images/control-plane.js";
import { nodeFiles } from "../../../../tools/bed/node/files.js";
import { parseManifest } from "../../../../components/render/normalise.js";

const older = { kubernetes: "1.23.17", istio: "1.17.8" };
const newer = { kubernetes: "1.30.4", istio: "1.23.2" };

const fileOf = (versions: typeof older, path: string): string => nodeFiles(versions)[path] ?? "";
const CONTAINERD = "etc/containerd/config.toml";
const STORAGE = "kind/manifests/default-storage.yaml";

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

  it("have volumes to claim where pods claim some, in folders that are made for everybody before kubelet", () => {
    const kinds = (versions: typeof older) =>
      parseManifest(fileOf(versions, STORAGE), STORAGE).map(({ kind }) => kind);
    expect(kinds(older)).toEqual(["StorageClass"]);
    const volumes = kinds(newer).filter((kind) => kind === "PersistentVolume");
    expect(volumes).toHaveLength(3);
    const folders = [...fileOf(newer, STORAGE).matchAll(/path: (\S+),/g)].map(([, path]) => path);
    const dropIn = "etc/systemd/system/kubelet.service.d/12-network.conf";
    expect(fileOf(newer, dropIn)).toContain(
      `ExecStartPre=/usr/bin/mkdir -p -m 0777 ${folders.join(" ")}\n`,
    );
    expect(fileOf(older, dropIn)).not.toContain("mkdir");
  });
});
