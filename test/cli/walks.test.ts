import { describe, expect, it } from "@jest/globals";
import { chooseWalks, tellWalks, walksIn } from "../../cli/walks.js";

const [A, B, C] = [
  "test/engine/walk-a.ts",
  "test/engine/walk-b.ts",
  "test/live/walk-c.ts",
] as const;
const FILES = [A, B, C];
const DAY_MS = 24 * 60 * 60 * 1000;
const [MONDAY, TUESDAY] = ["2026-11-23T10:00:00.000Z", "2026-11-24T10:00:00.000Z"] as const;

describe("the walk that a run of the tests takes", () => {
  it("is the one whose last run is the longest ago, and the others are left out", () => {
    const record = { [A]: TUESDAY, [B]: MONDAY, [C]: TUESDAY };
    for (const day of [0, 1, 2]) {
      expect(chooseWalks(FILES, "one", record, day * DAY_MS)).toEqual({ taken: [B], left: [A, C] });
    }
  });

  it("is one that never ran here before any other", () => {
    const record = { [A]: MONDAY, [B]: TUESDAY };
    expect(chooseWalks(FILES, "one", record, 0).taken).toEqual([C]);
  });

  it("is another one each day on a machine that keeps nothing", () => {
    const taken = [0, 1, 2, 3].map((day) => chooseWalks(FILES, "one", {}, day * DAY_MS).taken[0]);
    expect(taken).toEqual([A, B, C, A]);
  });

  it("is none where none is wanted, and all where all are", () => {
    expect(chooseWalks(FILES, "none", {}, 0)).toEqual({ taken: [], left: FILES });
    expect(chooseWalks(FILES, "all", {}, 0)).toEqual({ taken: FILES, left: [] });
  });

  it("is told with those left out, and when each passed last", () => {
    const choice = { taken: [A], left: [B, C] };
    expect(tellWalks(choice, { [A]: MONDAY, [C]: TUESDAY })).toEqual([
      `Walk of this run: ${A} (passed last: ${MONDAY})`,
      `NOT RUN: ${B} (passed last: never on this machine)`,
      `NOT RUN: ${C} (passed last: ${TUESDAY})`,
    ]);
  });

  it("is looked for by its name in the folders of the tests", async () => {
    const found = await walksIn(["engine", "live"]);
    expect(found).toContain("test/engine/walk-week1.itest.ts");
    expect(found).toContain("test/live/walk-week3-routing.itest.ts");
    expect(found).not.toContain("test/engine/week1.itest.ts");
  });
});
