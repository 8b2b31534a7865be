import { describe, expect, it } from "@jest/globals";
import type { Result } from "../../../checks/result.js";
import { walk, type WalkOptions } from "../../../app/check/walk.js";
import { has } from "../../../labs/probes.js";
import type { Step, StepId, Week } from "../../../labs/week.js";

const step = (id: StepId): Step => ({
  ...{ id, kind: "change", title: `title of ${id}`, lesson: "l", commands: [] },
  checks: [{ says: `${id} is so`, needs: "objects", probe: has("Namespace/default") }],
});
const week: Week = {
  ...{
    id: "week9",
    title: "a week",
    versions: { kubernetes: "1.23.17", istio: "1.17.8" },
    base: "9.2",
  },
  steps: [step("9.1"), step("9.2"), step("9.3"), step("9.4")],
};

const outcomeOf = (id: StepId, outcome: "passed" | "failed"): Result[] =>
  step(id).checks.map((check) => ({ step: id, check, outcome, tookMs: 1, seen: "s", text: "t" }));

/** Walks and keeps what happened, in order. */
async function walked(from: StepId, through: StepId, more: Partial<WalkOptions<void>> = {}) {
  const happened: string[] = [];
  let ms = 0;
  const result = await walk(
    week,
    { from, through },
    {
      goTo: (id) => {
        happened.push(`go ${id}`);
        return Promise.resolve();
      },
      check: (id) => {
        happened.push(`check ${id}`);
        ms += 100;
        return Promise.resolve(outcomeOf(id, "passed"));
      },
      onStep: ({ title }) => happened.push(title),
      onNotRun: ({ step: id }) => happened.push(`not run ${id}`),
      signal: new AbortController().signal,
      now: () => ms,
      ...more,
    },
  );
  return { ...result, happened };
}

describe("a walk", () => {
  it("goes to each step and checks it before it goes on", async () => {
    const { runs, error, happened } = await walked("9.2", "9.3");
    expect(happened).toEqual([
      ...["title of 9.2", "go 9.2", "check 9.2"],
      ...["title of 9.3", "go 9.3", "check 9.3"],
    ]);
    expect(runs).toEqual([
      { step: "9.2", title: "title of 9.2", results: outcomeOf("9.2", "passed"), tookMs: 100 },
      { step: "9.3", title: "title of 9.3", results: outcomeOf("9.3", "passed"), tookMs: 100 },
    ]);
    expect(error).toBeUndefined();
  });

  it("goes on after a check that failed", async () => {
    const { runs } = await walked("9.1", "9.3", {
      check: (id) => Promise.resolve(outcomeOf(id, id === "9.2" ? "failed" : "passed")),
    });
    expect(runs.flatMap(({ results }) => results.map(({ outcome }) => outcome))).toEqual([
      ...["passed", "failed", "passed"],
    ]);
  });

  it("ends where the lab does not come to a step: the checks from there on are not run", async () => {
    const broken = new Error("istiod is not ready");
    const { runs, error, happened } = await walked("9.1", "9.4", {
      goTo: (id) => (id === "9.3" ? Promise.reject(broken) : Promise.resolve()),
    });
    expect(error).toBe(broken);
    expect(runs.map(({ error: why }) => why)).toEqual([
      ...[undefined, undefined, "istiod is not ready", undefined],
    ]);
    expect(runs.slice(2).flatMap(({ results }) => results)).toMatchObject([
      { step: "9.3", outcome: "not run", why: "the lab did not come to step 9.3" },
      { step: "9.4", outcome: "not run", why: "the lab did not come to step 9.3" },
    ]);
    expect(happened).not.toContain("title of 9.4");
    expect(happened).toContain("not run 9.4");
  });

  it("goes no further once it is interrupted", async () => {
    const controller = new AbortController();
    const { runs, happened } = await walked("9.1", "9.3", {
      signal: controller.signal,
      check: (id) => {
        controller.abort();
        return Promise.resolve(outcomeOf(id, "passed"));
      },
    });
    expect(happened).not.toContain("go 9.2");
    expect(runs.map(({ step: id, results }) => [id, results[0]?.outcome])).toEqual([
      ["9.1", "passed"],
      ["9.2", "not run"],
      ["9.3", "not run"],
    ]);
    expect(runs[1]?.results).toMatchObject([{ why: "interrupted" }]);
  });
});
