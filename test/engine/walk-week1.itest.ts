import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { week1 } from "../../labs/week1/index.js";
import { pairsOf, startWalk, type Walk } from "../support/walk.js";

const pairs = pairsOf(week1);

/** Every step of week 1, forward to the teardown and back to the start, as a learner would go. */
describe("a walk through week 1", () => {
  let walk: Walk;

  beforeAll(async () => {
    walk = await startWalk(week1);
  });

  afterAll(async () => {
    await walk[Symbol.asyncDispose]();
  });

  it.each(pairs)("next from %s to %s", (from, to) => walk.go("next", from, to));

  it("has no step behind the last one", async () => {
    const { exitCode, stderr } = await walk.lab.lab("next", "--yes");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Step 1.60 is the last one of week1.");
  });

  it.each([...pairs].reverse())("prev to %s from %s", (to, from) => walk.go("prev", from, to));
});
