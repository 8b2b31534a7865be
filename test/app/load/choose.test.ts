import { describe, expect, it } from "@jest/globals";
import { loopAt, loopNamed, requireStopped } from "../../../app/load/choose.js";
import { week1 } from "../../../labs/week1/index.js";
import { kind as onKind } from "../../../targets/kind.js";
import { kwok as onKwok } from "../../../targets/kwok.js";
import { requireOffered } from "../../../app/lab/offered.js";

describe("the loop that is meant", () => {
  it("is the one that is named", () => {
    expect(loopNamed(week1, "dark-launch").request.headers).toEqual({ "x-dark-launch": "v2" });
  });

  it("is one of the week", () => {
    expect(() => loopNamed(week1, "pol")).toThrow(
      'week1 has no loop "pol". Did you mean "poll"? Loops: poll, load, versions, dark-launch.',
    );
  });

  it.each([
    ["1.39", "poll"],
    ["1.43", "load"],
    ["1.48", "poll"],
    ["1.54", "versions"],
    ["1.59", "dark-launch"],
  ])("is that of the step, without a name: at %s %s", (step, name) => {
    expect(loopAt(week1, step).name).toBe(name);
  });

  it("must be named at a step that has none", () => {
    expect(() => loopAt(week1, "1.20")).toThrow(
      "Step 1.20 has no loop of its own. Loops: poll, load, versions, dark-launch.",
    );
  });
});

describe("a loop", () => {
  const poll = loopNamed(week1, "poll");

  it("needs something that answers", () => {
    expect(() => {
      requireOffered({ target: onKwok, stack: "week1" }, "traffic");
    }).toThrow("Pods are simulated on kwok: nothing answers requests.");
    expect(() => {
      requireOffered({ target: onKind, stack: "week1" }, "traffic");
    }).not.toThrow();
  });

  it("is not started twice, but again after it has ended", () => {
    const times = { started: "2025-04-13T01:00:00Z", until: "2025-04-13T01:30:00Z" };
    const state = { name: "poll", pid: 4711, ...times, counts: { answers: {} } };
    expect(() => {
      requireStopped(poll, [{ ...state, runs: true }]);
    }).toThrow("poll runs already (process 4711).");
    expect(() => {
      requireStopped(poll, [
        { ...state, runs: false },
        { ...state, name: "load", runs: true },
      ]);
    }).not.toThrow();
  });
});
