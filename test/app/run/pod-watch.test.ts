import { listener } from "../../support/told.js";
import { describe, expect, it } from "@jest/globals";
import { PodWatch, unreadyPods, withPods } from "../../../app/run/pod-watch.js";
import { ToolError } from "../../../lib/errors.js";

const list = (count: number): string =>
  JSON.stringify({
    items: Array.from({ length: count }, (_, index) => ({
      kind: "Pod",
      metadata: { namespace: "shop", name: `p${index}` },
      status: { phase: "Pending" },
    })),
  });

describe("asking for the pods that are not ready", () => {
  it("takes one call, which gives up soon", async () => {
    const calls: string[] = [];
    const found = await unreadyPods((args) => {
      calls.push(args.join(" "));
      return Promise.resolve({ stdout: list(1), stderr: "" });
    });
    expect(found).toEqual({ pods: ["shop/p0: pending"], blocked: [] });
    expect(calls).toEqual(["get pods,events,replicasets -A -o json --request-timeout 5s"]);
  });

  it("names the first of many and counts the rest", async () => {
    const { pods } = await unreadyPods(() => Promise.resolve({ stdout: list(9), stderr: "" }));
    expect(pods).toHaveLength(7);
    expect(pods.at(-1)).toBe("and 3 more");
  });

  it("names the workloads whose pods the API server refuses to make, with its reason", async () => {
    const set = (name: string, status: string): object => ({
      kind: "ReplicaSet",
      metadata: {
        namespace: "shop",
        name: `${name}-5d4`,
        ownerReferences: [{ kind: "Deployment", name }],
      },
      status: {
        conditions: [
          {
            type: "ReplicaFailure",
            status,
            message: `pods "${name}-5d4-x" is forbidden: exceeded quota: none, requested: pods=1`,
          },
        ],
      },
    });
    const items = [set("web", "True"), set("old", "False")];
    const { blocked } = await unreadyPods(() =>
      Promise.resolve({ stdout: JSON.stringify({ items }), stderr: "" }),
    );
    expect(blocked).toEqual([
      "shop/web: its pods can't be made: exceeded quota: none, requested: pods=1",
    ]);
  });

  it.each<[string, () => Promise<{ stdout: string; stderr: string }>]>([
    ["does not answer", () => Promise.reject(new ToolError("command-failed", "refused"))],
    ["answers nonsense", () => Promise.resolve({ stdout: "<html>", stderr: "" })],
    [
      "can't be asked for want of kubectl",
      () => {
        throw new ToolError("tool-missing", "The tool kubectl is not there.");
      },
    ],
  ])("finds none where the cluster %s: another error may be on its way", async (_how, kubectl) => {
    expect(await unreadyPods(kubectl)).toEqual({ pods: [], blocked: [] });
  });
});

describe("the error of a run", () => {
  const failed = new ToolError("deploy-failed", "up of week1 failed.", { next: "./lab up week1" });

  const pods =
    (...lines: string[]) =>
    () =>
      Promise.resolve(lines);

  it("that failed names the pods that are not ready", async () => {
    expect(await withPods(failed, pods("shop/a: pending"))).toMatchObject({
      code: "deploy-failed",
      message: "up of week1 failed.\nPods that are not ready:\n  shop/a: pending",
      next: "./lab up week1",
    });
  });

  it("stays as it is when all pods are ready", async () => {
    expect(await withPods(failed, pods())).toBe(failed);
  });

  it("that was interrupted is not explained by pods", async () => {
    const interrupted = new ToolError("interrupted", "Interrupted.");
    expect(await withPods(interrupted, pods("shop/a: pending"))).toBe(interrupted);
  });
});

describe("the watch over pods", () => {
  /** A watch over pods that are what `answers` says, by a clock that stands still until it is moved. */
  function bench(answers: readonly string[][]) {
    let [ms, asked] = [0, 0];
    const { tell, lines } = listener();
    const watch = new PodWatch(
      () => Promise.resolve(answers[asked++] ?? []),
      tell,
      () => ms,
    );
    const pass = async (time: number): Promise<void> => {
      ms += time;
      await watch.look();
    };
    return { watch, lines, pass, asked: () => asked };
  }

  it("looks every 10 s and not before", async () => {
    const { pass, lines, asked } = bench([["a: pending"]]);
    await pass(9_000);
    expect(asked()).toBe(0);
    await pass(1_000);
    expect(lines).toEqual(["    not ready: a: pending"]);
    await pass(1_000);
    expect(asked()).toBe(1);
  });

  it("says nothing twice in a row", async () => {
    const { pass, lines } = bench([["a"], ["a"], ["a", "b"]]);
    for (let times = 0; times < 3; times++) await pass(10_000);
    expect(lines).toEqual(["    not ready: a", "    not ready: a", "    not ready: b"]);
  });

  it("says nothing any more when the run has ended meanwhile", async () => {
    const { watch, pass, lines } = bench([["a"]]);
    const looking = pass(10_000);
    watch.stop();
    await looking;
    expect(lines).toEqual([]);
  });
});
