import { afterAll, beforeAll, describe, it } from "@jest/globals";
import { week4 } from "../../labs/week4/index.js";
import { pairsOf, startWalk, stretchesOf, type Walk } from "../support/walk.js";

/** Steps that one `lab check --through` goes: a command for each step would take two minutes more in all. */
const STRETCH = 6;
/** So long one may take on a machine that has other work, in ms. */
const STRETCH_MS = 15 * 60_000;

/** Every step of week 4, forward with all checks and back to the start. */
describe("a walk through week 4", () => {
  let walk: Walk;

  beforeAll(async () => {
    walk = await startWalk(week4);
  });

  afterAll(async () => {
    await walk[Symbol.asyncDispose]();
  });

  it.each(stretchesOf(week4, STRETCH))(
    "passes all checks of objects from %s to %s",
    (from, to) => walk.check(from, to),
    STRETCH_MS,
  );

  it.each([...pairsOf(week4)].reverse())("prev to %s from %s", (to, from) =>
    walk.go("prev", from, to),
  );
});
