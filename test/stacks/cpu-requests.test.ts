import { describe, expect, it, jest } from "@jest/globals";
import { chooseCpuRequests, dockerCpus } from "../../stacks/cpu-requests.js";
import type { Target } from "../../labs/objects.js";
import type { Exec } from "../../lib/exec.js";

const printing =
  (stdout: string): Exec =>
  () =>
    Promise.resolve({ stdout, stderr: "" });

describe("the CPUs of Docker", () => {
  it.each<[string, Exec, number | undefined]>([
    ["are those that the engine counts", printing("8\n"), 8],
    ["are unknown to a client without an engine", printing("0\n"), undefined],
    ["are unknown where nothing is printed", printing("\n"), undefined],
    ["are unknown where Docker is not there", () => Promise.reject(new Error("ENOENT")), undefined],
  ])("%s", async (_title, exec, expected) => {
    expect(await dockerCpus(exec)).toBe(expected);
  });

  it("are waited for a few seconds", async () => {
    const exec = jest.fn(printing("8"));
    await dockerCpus(exec);
    expect(exec.mock.calls[0]?.[2]?.timeoutMs).toBeLessThanOrEqual(10_000);
  });
});

describe("the CPU requests of a lab", () => {
  it.each<[number | undefined, string | undefined, string | undefined]>([
    [1, "small", "Docker has 1 CPU; Istio's own would fill the node"],
    [2, "small", "Docker has 2 CPUs; Istio's own would fill the node"],
    [3, "small", "Docker has 3 CPUs; Istio's own would fill the node"],
    [4, undefined, undefined],
    [16, undefined, undefined],
    [undefined, undefined, undefined],
  ])("for a new one on kind with %s CPUs are %s", async (cpus, requests, why) => {
    const chosen = await chooseCpuRequests("kind", undefined, false, () => Promise.resolve(cpus));
    expect(chosen).toEqual({ requests, why });
  });

  it.each<[string, Target, string | undefined, boolean]>([
    ["stay official in one that stands: istiod would be restarted", "kind", undefined, true],
    ["are what was recorded, small", "kind", "small", false],
    ["are what was recorded, official", "kind", "official", false],
    ["do not matter on kwok", "kwok", undefined, false],
  ])("%s, and Docker is not asked", async (_title, target, recorded, stands) => {
    const count = jest.fn(() => Promise.resolve(2));
    expect(await chooseCpuRequests(target, recorded, stands, count)).toEqual({
      requests: recorded,
    });
    expect(count).not.toHaveBeenCalled();
  });
});
