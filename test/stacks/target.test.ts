import { describe, expect, it, jest } from "@jest/globals";
import { chooseImages, chooseTarget, dockerAnswers, isStandIn } from "../../stacks/target.js";
import type { Target } from "../../labs/objects.js";
import { published } from "../../labs/week1/mesh.js";
import type { Exec } from "../../lib/exec.js";

type Case = readonly [
  wanted: Target | undefined,
  recorded: string | undefined,
  standsOn: string | undefined,
  docker: boolean,
  target: Target,
  why: string,
];

const NO_ENGINE = "no Docker engine answers: pods are simulated, there is no traffic";

describe("the target of a lab", () => {
  it.each<Case>([
    [undefined, undefined, undefined, true, "kind", "a Docker engine answers"],
    [undefined, undefined, undefined, false, "kwok", NO_ENGINE],
    [undefined, "moon", undefined, false, "kwok", NO_ENGINE],
    [undefined, "kwok", undefined, true, "kwok", "as recorded"],
    [undefined, "kind", "kind", false, "kind", "as recorded"],
    ["kwok", undefined, undefined, true, "kwok", "as asked"],
    ["kwok", "kind", undefined, true, "kwok", "as asked"],
    ["kind", "kind", "kind", false, "kind", "as asked"],
  ])(
    "wanted %s, recorded %s, stands on %s, Docker answers %s: %s",
    async (wanted, recorded, standsOn, docker, target, why) => {
      const answers = () => Promise.resolve(docker);
      expect(await chooseTarget(wanted, recorded, standsOn, answers)).toEqual({ target, why });
    },
  );

  it("is not looked for where it is known: a stopped engine may take seconds to answer", async () => {
    const answers = jest.fn(() => Promise.resolve(true));
    await chooseTarget("kwok", undefined, undefined, answers);
    await chooseTarget(undefined, "kwok", undefined, answers);
    expect(answers).not.toHaveBeenCalled();
  });

  it.each<[Target, string]>([
    ["kind", "kwok"],
    ["kwok", "kind"],
  ])("can't be %s while the lab stands on %s", async (wanted, standsOn) => {
    await expect(chooseTarget(wanted, standsOn, standsOn)).rejects.toMatchObject({
      code: "target-recorded",
      message: `The lab stands on ${standsOn}, not on ${wanted}.`,
      next: `./lab down, then ./lab up --target ${wanted}`,
      exitCode: 2,
    });
  });
});

describe("a Docker engine", () => {
  const printing =
    (stdout: string): Exec =>
    () =>
      Promise.resolve({ stdout, stderr: "" });

  it.each<[string, Exec, boolean]>([
    ["answers with its version", printing("24.0.7\n"), true],
    ["is a client without an engine", printing("\n"), false],
    ["is not there", () => Promise.reject(new Error("ENOENT")), false],
  ])("%s", async (_title, exec, expected) => {
    expect(await dockerAnswers(exec)).toBe(expected);
  });

  it("has a few seconds to answer", async () => {
    const exec = jest.fn(printing("24.0.7"));
    await dockerAnswers(exec);
    expect(exec.mock.calls[0]?.[2]?.timeoutMs).toBeLessThanOrEqual(10_000);
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
    ["kind", undefined, true, "stand-ins"],
    ["kind", undefined, false, undefined],
    ["kind", "official", true, "official"],
    ["kind", "stand-ins", false, "stand-ins"],
    ["kwok", undefined, true, undefined],
  ])(
    "on %s, recorded %s, with stand-ins in Docker %s: %s",
    async (target, recorded, made, wanted) => {
      const look = jest.fn<(image: string) => Promise<boolean>>(() => Promise.resolve(made));
      expect(await chooseImages(target, recorded, published, look)).toBe(wanted);
      const asks = target === "kind" && recorded === undefined;
      expect(look.mock.calls).toEqual(asks ? [["docker.io/istio/proxyv2:1.17.8"]] : []);
    },
  );

  it("are not asked about where the week has no mesh", async () => {
    const look = () => Promise.reject(new Error("asked"));
    expect(await chooseImages("kind", undefined, undefined, look)).toBeUndefined();
  });
});
