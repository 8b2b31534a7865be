import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { containersIn, itemsOf } from "../../labs/contents.js";
import { stateAt } from "../../labs/week.js";
import { week2 } from "../../labs/week2/index.js";
import { isFree } from "../../lib/ports.js";
import { succeed } from "../support/checkout.js";
import { pairsOf, startWalk, stretchesOf, type Walk } from "../support/walk.js";

/** Steps that one `lab check --through` goes: a command for each step would take two minutes more in all. */
const STRETCH = 6;

/** The last step at which Envoy runs; all of its chapter does at once there. */
const ENVOY = "2.9";

/** Every step of week 2, forward with all checks and back to the start; at 2.2 to 2.9 with a real Envoy. */
describe("a walk through week 2", () => {
  let walk: Walk;

  beforeAll(async () => {
    walk = await startWalk(week2);
  });

  afterAll(async () => {
    await walk[Symbol.asyncDispose]();
  });

  const lies = (folder: string): boolean => existsSync(join(walk.lab.root, ".lab", folder));

  it.each(stretchesOf(week2, STRETCH))(
    "passes all checks of objects and of Envoy from %s to %s",
    (from, to) => walk.check(from, to),
  );

  it.each([...pairsOf(week2)].reverse())("prev to %s from %s", async (to, from) => {
    await walk.go("prev", from, to);
    expect(lies("certificates")).toBe(itemsOf(stateAt(week2, to), "certificates").length > 0);
    expect(lies("processes")).toBe(containersIn(stateAt(week2, to)).length > 0);
  });

  it("leaves no process, no file and no port when it is taken down with Envoy in it", async () => {
    const { lab } = walk;
    succeed(await lab.lab("goto", ENVOY, "--yes"));
    expect(await lab.processes()).toHaveLength(2);
    succeed(await lab.lab("down", "week2", "--yes"));
    expect(await lab.processes()).toEqual([]);
    expect([lies("processes"), lies("certificates")]).toEqual([false, false]);
    expect(await Promise.all([8000, 15_000, 15_001].map((port) => isFree(port)))).toEqual([
      ...[true, true, true],
    ]);
  });
});
