import { describe, expect, it, jest } from "@jest/globals";
import { chooseImages, chooseTarget, isStandIn, otherThanStands } from "../../stacks/target.js";
import { findTarget, type TargetName } from "../../targets/index.js";
import { kind } from "../../targets/kind.js";
import { kwok } from "../../targets/kwok.js";
import type { Target } from "../../targets/target.js";
import { published } from "../../labs/week1/mesh.js";
import { ToolError } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";
import type { DockerEngine } from "../../components/provider/docker-engine.js";

type Case = readonly [
  wanted: TargetName | undefined,
  recorded: string | undefined,
  standsOn: string | undefined,
  engine: DockerEngine["kind"],
  target: TargetName,
  why: string,
];

const error = new ToolError("docker-no-answer", "Docker does not answer: connection refused");
const ENGINES: Readonly<Record<DockerEngine["kind"], DockerEngine>> = {
  docker: { kind: "docker", version: "28.2.2" },
  podman: { kind: "podman" },
  silent: { kind: "silent", error },
  none: { kind: "none" },
};

const SIMULATED = "pods are simulated, there is no traffic";

describe("the target of a lab", () => {
  it.each<Case>([
    [undefined, undefined, undefined, "docker", "kind", "a Docker engine answers"],
    [
      ...([undefined, undefined, undefined, "none", "kwok"] as const),
      `there is no Docker on this machine: ${SIMULATED}`,
    ],
    [
      ...([undefined, "moon", undefined, "podman", "kwok"] as const),
      `docker is Podman here, kind labs need Docker: ${SIMULATED}`,
    ],
    [undefined, "kwok", undefined, "docker", "kwok", "as recorded"],
    [undefined, "kind", "kind", "none", "kind", "as recorded"],
    ["kwok", undefined, undefined, "docker", "kwok", "as asked"],
    ["kwok", undefined, undefined, "silent", "kwok", "as asked"],
    ["kwok", "kind", undefined, "docker", "kwok", "as asked"],
    ["kind", "kind", "kind", "none", "kind", "as asked"],
  ])(
    "wanted %s, recorded %s, stands on %s, docker is %s: %s",
    async (wanted, recorded, standsOn, engine, target, why) => {
      const look = () => Promise.resolve(ENGINES[engine]);
      expect(await chooseTarget("week1", wanted, recorded, standsOn, look)).toEqual({
        target: findTarget(target),
        why,
      });
    },
  );

  it("never becomes kwok because an engine is only stopped: the choice would stay", async () => {
    const look = () => Promise.resolve(ENGINES.silent);
    expect(await chooseTarget("week1", undefined, undefined, undefined, look)).toEqual({
      target: kind,
      why: "Docker is installed, but its engine does not answer now",
      silent: error,
    });
  });

  it("is not looked for where it is known: a stopped engine may take seconds to answer", async () => {
    const look = jest.fn(() => Promise.resolve(ENGINES.docker));
    await chooseTarget("week1", "kwok", undefined, undefined, look);
    await chooseTarget("week1", undefined, "kwok", undefined, look);
    expect(look).not.toHaveBeenCalled();
  });

  it.each<[TargetName, string]>([
    ["kind", "kwok"],
    ["kwok", "kind"],
  ])("can't be %s while the lab stands on %s", async (wanted, standsOn) => {
    await expect(chooseTarget("week3", wanted, standsOn, standsOn)).rejects.toMatchObject({
      code: "target-recorded",
      message: `The lab stands on ${standsOn}, not on ${wanted}.`,
      next: `./lab down week3, then ./lab up week3 --target ${wanted}`,
      exitCode: 2,
    });
  });
});

describe("a target that was recorded since", () => {
  it.each<[string, string]>([
    ["kind", "kwok"],
    ["kwok", "kind"],
  ])("as %s throws no lab away that stands on %s", async (recorded, standsOn) => {
    const mistake = {
      code: "target-recorded",
      message: `The config of week1 has the target ${recorded}, and its lab stands on ${standsOn}.`,
      next: `./lab config set target ${standsOn} --week week1 keeps that lab; or ./lab down week1, then ./lab up week1`,
    };
    const choice = chooseTarget("week1", undefined, recorded, standsOn);
    await expect(choice).rejects.toMatchObject(mistake);
  });

  it.each([
    ["nothing stands", "kwok", undefined],
    ["it is the one that stands", "kwok", "kwok"],
    ["none is recorded", undefined, "kwok"],
  ])("is no mistake where %s", (_title, recorded, standsOn) => {
    expect(otherThanStands("week1", recorded, standsOn)).toBeUndefined();
  });
});

describe("an image under an official name", () => {
  it.each<[string, Exec, boolean]>([
    ["has the label of the bed", () => Promise.resolve({ stdout: "what\n", stderr: "" }), true],
    ["has no such label", () => Promise.resolve({ stdout: "\n", stderr: "" }), false],
    ["is not in Docker", () => Promise.reject(new Error("No such image")), false],
  ])("that %s: a stand-in %#", async (_title, exec, expected) => {
    expect(await isStandIn("docker.io/istio/proxyv2:1.17.8", exec)).toBe(expected);
  });
});

describe("the images of a lab", () => {
  it.each<[Target, string | undefined, boolean, string | undefined]>([
    [kind, undefined, true, "stand-ins"],
    [kind, undefined, false, undefined],
    [kind, "official", true, "official"],
    [kind, "stand-ins", false, "stand-ins"],
    [kwok, undefined, true, undefined],
  ])(
    "on %s, recorded %s, with stand-ins in Docker %s: %s",
    async (target, recorded, made, wanted) => {
      const look = jest.fn<(image: string) => Promise<boolean>>(() => Promise.resolve(made));
      expect(await chooseImages(target, recorded, published, look)).toBe(wanted);
      const asks = target.needsDocker && recorded === undefined;
      expect(look.mock.calls).toEqual(asks ? [["docker.io/istio/proxyv2:1.17.8"]] : []);
    },
  );

  it("are not asked about where the week has no mesh", async () => {
    const look = () => Promise.reject(new Error("asked"));
    expect(await chooseImages(kind, undefined, undefined, look)).toBeUndefined();
  });
});
