import { describe, expect, it, jest } from "@jest/globals";
import { chooseRequests, dockerCapacity } from "../../stacks/requests.js";
import type { Target } from "../../targets/target.js";
import type { Capacity } from "../../labs/requests/fit.js";
import type { Exec } from "../../lib/exec.js";
import { kind as onKind } from "../../targets/kind.js";
import { kwok as onKwok } from "../../targets/kwok.js";

const printing =
  (stdout: string): Exec =>
  () =>
    Promise.resolve({ stdout, stderr: "" });

describe("what Docker has", () => {
  it.each<[string, Exec, Capacity | undefined]>([
    ["is what the engine tells", printing("8 8218034176\n"), { cpus: 8, bytes: 8_218_034_176 }],
    ["is unknown to a client without an engine", printing("0 0\n"), undefined],
    ["is unknown where nothing is printed", printing("\n"), undefined],
    ["is unknown where Docker is not there", () => Promise.reject(new Error("ENOENT")), undefined],
  ])("%s", async (_title, exec, expected) => {
    expect(await dockerCapacity(exec)).toEqual(expected);
  });

  it("is asked for at once, and waited for as long as its plugins may take", async () => {
    const exec = jest.fn(printing("8 8218034176"));
    await dockerCapacity(exec);
    expect(exec.mock.calls).toEqual([
      ["docker", ["info", "--format", "{{.NCPU}} {{.MemTotal}}"], { timeoutMs: 20_000 }],
    ]);
  });
});

const FEW = "CPU requests small: Docker has 2 CPUs; Istio's own would fill the node.";
const ONE = "CPU requests small: Docker has 1 CPU; Istio's own would fill the node.";
const LITTLE = "Memory requests small: Docker has 4.1 GB; Istio's own would fill the node.";

describe("the requests of a lab", () => {
  it.each<[number, number, string | undefined, string | undefined, readonly string[]]>([
    [1, 8.2e9, "small", undefined, [ONE]],
    [2, 8.2e9, "small", undefined, [FEW]],
    [2, 4_105_142_272, "small", "small", [FEW, LITTLE]],
    [4, 4_105_142_272, undefined, "small", [LITTLE]],
    [
      4,
      4.99e9,
      undefined,
      "small",
      ["Memory requests small: Docker has 5.0 GB; Istio's own would fill the node."],
    ],
    [4, 5e9, undefined, undefined, []],
    [16, 33e9, undefined, undefined, []],
  ])("for a new one with %s CPUs and %s bytes", async (cpus, bytes, cpu, memory, why) => {
    const look = () => Promise.resolve({ cpus, bytes });
    expect(await chooseRequests(onKind, {}, false, look)).toEqual({
      cpuRequests: cpu,
      memoryRequests: memory,
      why,
    });
  });

  it("stay Istio's own where Docker does not tell what it has", async () => {
    const look = () => Promise.resolve(undefined);
    expect(await chooseRequests(onKind, {}, false, look)).toMatchObject({ why: [] });
  });

  it("are chosen each for itself: what was recorded stays", async () => {
    const look = () => Promise.resolve({ cpus: 2, bytes: 2e9 });
    expect(await chooseRequests(onKind, { cpuRequests: "official" }, false, look)).toMatchObject({
      cpuRequests: "official",
      memoryRequests: "small",
    });
    expect(await chooseRequests(onKind, { memoryRequests: "official" }, false, look)).toMatchObject(
      {
        cpuRequests: "small",
        memoryRequests: "official",
      },
    );
  });

  const both = { cpuRequests: "small", memoryRequests: "official" };

  it.each<[string, Target, Readonly<Record<string, string>>, boolean]>([
    ["stay as they are in one that stands: istiod would be restarted", onKind, {}, true],
    ["stay so in one of an earlier version, too", onKind, { cpuRequests: "small" }, true],
    ["are what was recorded", onKind, both, false],
    ["do not matter on kwok", onKwok, {}, false],
  ])("%s, and Docker is not asked", async (_title, target, recorded, stands) => {
    const look = jest.fn(() => Promise.resolve({ cpus: 2, bytes: 2e9 }));
    expect(await chooseRequests(target, recorded, stands, look)).toEqual({
      cpuRequests: recorded["cpuRequests"],
      memoryRequests: recorded["memoryRequests"],
      why: [],
    });
    expect(look).not.toHaveBeenCalled();
  });
});
