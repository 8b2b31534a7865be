import { describe, expect, it } from "@jest/globals";
import { canaryLook } from "../../checks/canary-probe.js";
import type { Answer } from "../../checks/http-client.js";
import type { Seen } from "../../checks/seen.js";
import type { CanaryProbe } from "../../labs/probe-kinds.js";
import { answering, failed, ok } from "../support/http-server.js";

const probe: CanaryProbe = {
  ...{ kind: "canary", namespace: "shop", name: "catalog-release", ends: ["Succeeded"] },
  under: { url: "http://127.0.0.1:30000/", requests: 2 },
};

type Status = readonly [phase?: string, canaryWeight?: number];

/** Looks at a Canary that is what `statuses` says, one look after the other. */
async function looks(
  statuses: readonly Status[],
  more: Partial<CanaryProbe> = {},
  answers: readonly (Answer | Error)[] = [ok()],
) {
  const { http, asked } = answering(...answers);
  const calls: string[] = [];
  let at = 0;
  const look = canaryLook(
    { ...probe, ...more },
    (args) => {
      calls.push(args.join(" "));
      const [phase, canaryWeight] = statuses[at++] ?? [];
      const status = phase === undefined ? undefined : { phase, canaryWeight };
      return Promise.resolve({ stdout: JSON.stringify({ status }), stderr: "" });
    },
    http,
  );
  const seen: Seen[] = [];
  for (const _ of statuses) seen.push(await look());
  return { seen, calls, asked };
}

describe("a Canary's look", () => {
  it("feeds it with requests, and tells the weights that it had and what was answered", async () => {
    const { seen, calls, asked } = await looks([
      ["Progressing", 0],
      ["Progressing", 10],
      ["Progressing", 10],
      ["Progressing", 20],
      ["Succeeded", 0],
    ]);
    expect(seen.map(({ holds }) => holds)).toEqual([false, false, false, false, true]);
    expect(seen[0]?.text).toBe("catalog-release: Progressing; 2 of 2 requests answered well");
    expect(seen[3]?.text).toBe(
      "catalog-release: Progressing; weights 10, 20 %; 8 of 8 requests answered well",
    );
    expect(asked).toHaveLength(10);
    expect(calls[0]).toBe("get canaries.flagger.app/catalog-release --namespace shop -o json");
  });

  it("is not over while its weight is not back", async () => {
    const { seen } = await looks([["Succeeded", 50]]);
    expect(seen[0]?.holds).toBe(false);
  });

  it("is over in any of the phases that end it", async () => {
    const { seen } = await looks([["Initialized"]], { ends: ["Initialized", "Succeeded"] });
    expect(seen[0]?.holds).toBe(true);
  });

  it("waits for one that Flagger has not seen yet", async () => {
    const { seen } = await looks([[]]);
    expect(seen[0]).toEqual({
      holds: false,
      text: "catalog-release: no phase yet; 2 of 2 requests answered well",
    });
  });

  it("does not wait for one that failed", async () => {
    const { seen } = await looks([["Failed", 0]]);
    expect(seen[0]).toMatchObject({ holds: false, final: true });
  });

  it.each<[string, Answer | Error]>([
    ["answered with an error", failed()],
    ["not answered at all", new Error("ECONNREFUSED")],
  ])("is lost with a request that is %s, where none may be", async (_how, answer) => {
    const { seen } = await looks([["Progressing", 10]], { lossless: true }, [answer, ok()]);
    expect(seen[0]).toEqual({
      holds: false,
      text: "catalog-release: Progressing; weights 10 %; 1 of 2 requests answered well",
      final: true,
    });
    const tolerant = await looks([["Succeeded", 0]], {}, [answer, ok()]);
    expect(tolerant.seen[0]?.holds).toBe(true);
  });
});
