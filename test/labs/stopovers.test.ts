import { describe, expect, it } from "@jest/globals";
import { weeks } from "../../labs/index.js";
import { stopoverTo } from "../../labs/stopovers.js";
import { stateAt } from "../../labs/week.js";
import { week3 } from "../../labs/week3/index.js";

const viaOf = (from: string, to: (typeof week3.steps)[number]["id"]): string | undefined =>
  stopoverTo(week3, stateAt(week3, from), to)?.via;

describe("a stopover", () => {
  it.each([
    ["3.19", "3.22"],
    ["3.20", "3.22"],
    ["3.20", "3.16"],
    ["3.19", "3.30"],
  ] as const)(
    "is made from %s to %s: the lab uses names there of what Flagger's Canary takes with it",
    (from, to) => {
      expect(viaOf(from, to)).toBe("3.21");
    },
  );

  it.each([
    ["3.19", "3.20", "the Canary stays"],
    ["3.20", "3.21", "the names are not used"],
    ["3.19", "3.18", "the names are not used"],
    ["3.20", "3.32", "the names are not used"],
    ["3.16", "3.22", "there was no Canary"],
    ["3.22", "3.19", "there was no Canary"],
  ] as const)("is not made from %s to %s: %s", (from, to, _why) => {
    expect(viaOf(from, to)).toBeUndefined();
  });

  it("is at a step that has neither the owner nor the names", () => {
    for (const week of weeks) {
      for (const { owner, owned, via } of week.stopovers ?? []) {
        const state = stateAt(week, via);
        expect([owner, ...owned].filter((key) => key in state)).toEqual([]);
      }
    }
  });
});
