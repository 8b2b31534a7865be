import { describe, expect, it } from "@jest/globals";
import type { AppEvent, Arrival } from "../../../app/events.js";
import { linesOf, pulledText, summary, tellOn } from "../../../cli/text/events.js";
import { memoryOutput } from "../../support/memory-output.js";

const arrival: Arrival = {
  ...{ stack: "week1", step: "1.54", counts: { create: 12, update: 1, same: 85 } },
  ...{ tookMs: 12_400, phases: [], images: undefined, stands: true },
};

/** What is printed as a result, and what is said beside it. */
function told(event: AppEvent) {
  const { output, printed, said } = memoryOutput();
  tellOn(output)(event);
  return { printed, said };
}

describe("a lab that arrived", () => {
  it("is a result: where, what was done, and what comes next", () => {
    expect(told({ kind: "arrived", arrival })).toEqual({
      printed: [
        "week1 stands at step 1.54 (12 made, 1 changed, 85 unchanged, 12 s).",
        "Next: ./lab show 1.54",
      ],
      said: [],
    });
  });

  it("tells what took its time, and what was pulled", () => {
    const phases = [
      { name: "cluster", tookMs: 24_000 },
      { name: "istio", tookMs: 15_000 },
    ];
    const images = { of: 12, count: 2, bytes: 3e8 };
    expect(told({ kind: "arrived", arrival: { ...arrival, phases, images } }).printed).toEqual([
      expect.anything(),
      "Time: cluster 24 s · istio 15 s",
      "Images: 2 of 12 pulled, 300 MB unpacked",
      "Next: ./lab show 1.54",
    ]);
  });

  it("says where nothing stands", () => {
    const { printed } = told({ kind: "arrived", arrival: { ...arrival, stands: false } });
    expect(printed.at(-1)).toBe("There is nothing at this step.");
  });
});

describe("other news", () => {
  it("of a lab that is gone are a result", () => {
    expect(told({ kind: "removed", stack: "week1", tookMs: 2_500 })).toEqual({
      printed: ["week1 is gone (2.5 s)."],
      said: [],
    });
  });

  it("of actions that are done again are said beside the result", () => {
    expect(told({ kind: "done-again", titles: ["a fault"] })).toEqual({
      printed: [],
      said: ["* do again: a fault (its containers were started again since)"],
    });
  });

  it.each<[AppEvent, string]>([
    [{ kind: "note", text: "anything" }, "anything"],
    [
      { kind: "cluster-off", week: "week1", isGone: false, why: "its node is stopped" },
      "The cluster of week1 is stopped (its node is stopped).",
    ],
    [
      { kind: "config-recovered", stack: "week1", values: { target: "kwok", step: "1.54" } },
      "The config of week1 is lost; its state tells: target kwok, step 1.54.",
    ],
    [
      { kind: "stopover", via: "3.40", owner: "Canary/shop/web" },
      "By way of step 3.40: what belongs to Canary shop/web must be gone first.",
    ],
    [{ kind: "lock-cleared", why: "" }, "Clearing the lock of a run that was killed."],
    [
      { kind: "mending", says: "Deployment shop/web is not available", more: 2, waitedMs: 5_000 },
      "  waiting, 5.0 s: Deployment shop/web is not available and 2 more",
    ],
    [
      { kind: "cured", cure: { how: "restarted", key: "Deployment/shop/web", why: "no sidecar" } },
      "Restarted Deployment shop/web: no sidecar.",
    ],
    [{ kind: "step", id: "1.54", title: "A title" }, "Step 1.54: A title"],
  ])("is a line (%o)", (event, line) => {
    expect(linesOf(event)).toEqual([line]);
    expect(told(event)).toEqual({ printed: [], said: [line] });
  });
});

describe("what was done, in words", () => {
  it.each([
    [{ create: 2, "create-replacement": 1 }, "3 made"],
    [{ delete: 4, same: 1 }, "4 removed, 1 unchanged"],
    [{}, "nothing to do"],
  ])("of %o", (counts, text) => {
    expect(summary(counts)).toBe(text);
  });

  it("of images that Docker had all", () => {
    expect(pulledText({ of: 2, count: 0, bytes: 0 })).toBe(
      "0 bytes pulled, all 2 images were in Docker",
    );
  });
});
