import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { driftOf } from "../../checks/drift.js";
import { week1 } from "../../labs/week1/index.js";
import { delta, isUnchanged } from "../../labs/delta.js";
import { checkout, succeed, type Checkout } from "../support/checkout.js";
import { liveObjects, rendered } from "../support/live.js";

const ids = week1.steps.map(({ id }) => id);

/** Whether going from one step to the next changes anything that Kubernetes sees. */
function changes(from: string, to: string): boolean {
  const { actions: _actions, ...objects } = delta(week1, from, to);
  return !isUnchanged({ ...objects, actions: [] });
}

/** Every step of week 1, forward to the teardown and back to the start, as a learner would go. */
describe("a walk through week 1", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout();
    succeed(await lab.lab("up", "week1", "--step", "1.1", "--yes"));
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  /** Goes one step, and compares what lives with what the step's state says. */
  async function go(command: "next" | "prev", from: string, to: string): Promise<void> {
    const ran = await lab.lab(command, "--yes");
    succeed(ran);
    expect(ran.stdout).toContain(`\n${to} `);
    if (!changes(from, to)) {
      // a step that only looks starts no engine
      expect(ran.stdout).toContain("No changes.");
      return;
    }
    await expectLive(from, to);
  }

  async function expectLive(from: string, to: string): Promise<void> {
    const objects = await rendered(lab, to);
    if (objects.length === 0) {
      expect(await lab.processes()).toHaveLength(hasCluster(to) ? 5 : 0);
      return;
    }
    expect(driftOf(objects, await liveObjects(lab, objects))).toEqual([]);
    const declared = new Set(objects.map(({ key }) => key));
    const gone = (await rendered(lab, from)).filter(({ key }) => !declared.has(key));
    expect([...(await liveObjects(lab, gone)).keys()]).toEqual([]);
  }

  const hasCluster = (id: string): boolean => id !== "1.1" && id !== "1.60";

  const pairs = ids.slice(1).map((to, index) => [ids[index] ?? "", to] as const);

  it.each(pairs)("next from %s to %s", (from, to) => go("next", from, to));

  it("has no step behind the last one", async () => {
    const { exitCode, stderr } = await lab.lab("next", "--yes");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Step 1.60 is the last one of week1.");
  });

  it.each([...pairs].reverse())("prev to %s from %s", (to, from) => go("prev", from, to));
});
