import { describe, expect, it } from "@jest/globals";
import { settle } from "../../../app/lab/settle.js";
import { ToolError } from "../../../lib/errors.js";
import { listener } from "../../support/told.js";

const STARTED = new Date("2026-01-01T12:00:00.5Z");
const BEFORE = "2026-01-01T11:00:00Z";
const AFTER = "2026-01-01T12:00:09Z";

interface Told {
  readonly ready?: boolean;
  readonly startedAt?: string;
  readonly phase?: string;
  readonly deletionTimestamp?: string;
}

const pod = (name: string, { ready = true, startedAt, phase, deletionTimestamp }: Told) => ({
  kind: "Pod",
  metadata: {
    namespace: "shop",
    name,
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
  },
  status: {
    phase: phase ?? "Running",
    conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
    containerStatuses: [
      {
        name: "web",
        state: startedAt === undefined ? { waiting: {} } : { running: { startedAt } },
      },
    ],
  },
});

type Answer = readonly object[] | Error;

/** Waits for pods that are what `answers` says, one look after the other; the last answer stays. */
async function waitFor(...answers: readonly Answer[]): Promise<{ looks: number; said: string[] }> {
  const { tell, lines: said } = listener();
  let [looks, ms] = [0, 0];
  const kubectl = () => {
    const answer = answers[Math.min(looks, answers.length - 1)];
    looks += 1;
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ stdout: JSON.stringify({ items: answer }), stderr: "" });
  };
  const sleep = (pause: number) => Promise.resolve((ms += pause));
  await settle(kubectl, STARTED, { tell, sleep, now: () => ms });
  return { looks, said };
}

describe("after its node was started again", () => {
  const back = pod("catalog", { startedAt: AFTER });

  it("a lab whose pods run again is not waited for", async () => {
    expect(await waitFor([back])).toEqual({ looks: 1, said: [] });
  });

  it.each<[string, Answer]>([
    ["is told as ready, from before the stop", [back, pod("webapp", { startedAt: BEFORE })]],
    ["runs and is not ready", [pod("webapp", { startedAt: AFTER, ready: false })]],
    ["has a container that waits", [pod("webapp", {})]],
    ["can't be asked for", new ToolError("command-failed", "refused")],
  ])("a pod that %s is waited for", async (_how, answer) => {
    expect(await waitFor(answer, answer, [back])).toEqual({ looks: 3, said: [] });
  });

  it.each<[string, Told]>([
    ["is on its way out", { startedAt: BEFORE, deletionTimestamp: BEFORE }],
    ["has done its work", { phase: "Succeeded", ready: false }],
    ["ended for good", { phase: "Failed", ready: false }],
  ])("a pod that %s is not", async (_how, told) => {
    expect(await waitFor([back, pod("once", told)])).toEqual({ looks: 1, said: [] });
  });

  it("pods that never come back are named after three minutes, and the work goes on", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const { looks, said } = await waitFor(names.map((name) => pod(name, { startedAt: BEFORE })));
    expect(looks).toBe(181);
    expect(said).toEqual(["Not running again after 3 min 0 s: shop/a, shop/b, shop/c and 2 more."]);
  });
});
