import { expect } from "@jest/globals";
import { driftOf } from "../../checks/drift.js";
import type { Result } from "../../checks/result.js";
import { clusterOf, processesIn } from "../../labs/contents.js";
import { delta, isUnchanged } from "../../labs/delta.js";
import type { LabObject } from "../../labs/objects.js";
import { indexOf, stateAt, type Week } from "../../labs/week.js";
import { renderStates } from "../../components/render/render.js";
import { checkout, succeed, type Checkout } from "./checkout.js";
import { liveObjects } from "./live.js";
import { isBuiltIn } from "../../labs/policies/namespaces.js";
import { expectWell } from "./well.js";
import { kwok as onKwok } from "../../targets/kwok.js";

/** The processes of a cluster: etcd, API server, controller manager, scheduler and kwok. */
const CLUSTER_PROCESSES = 5;

/** A lab that goes through its week as a learner would, and is compared with what each step renders. */
export interface Walk extends AsyncDisposable {
  readonly lab: Checkout;
  /** Goes one step, and compares what lives with what the step's state says. */
  readonly go: (command: "next" | "prev", from: string, to: string) => Promise<void>;
  /** Goes through some steps and runs the checks of each; those that can run must pass. Compares at the last one. */
  readonly check: (from: string, through: string) => Promise<void>;
}

/**
 * Brings a week up at its first step.
 * @param config keys of the stack's config that are set before; a week that is another one by them must be given so
 */
export async function startWalk(
  week: Week,
  config: Readonly<Record<string, string>> = {},
): Promise<Walk> {
  const ids = idsOf(week);
  const lab = await checkout("no docker", week.id);
  for (const [key, value] of Object.entries(config))
    succeed(await lab.lab("config", "set", key, value, "--week", week.id));
  succeed(await lab.lab("up", week.id, "--step", ids[0] ?? "", "--yes"));
  const states = ids.map((id) => stateAt(week, id));
  // in this process: a command for each step would take longer than all the comparing
  const rendered = await renderStates(states, { target: onKwok, images: "official" });
  const objectsAt = (id: string): readonly LabObject[] => rendered[indexOf(week, id)] ?? [];

  /**
   * All objects of a step are there as rendered, and no other one of the steps that the lab came by. A namespace that
   * every cluster has stays, without what these steps gave it.
   */
  async function expectLive(id: string, cameBy: readonly string[]): Promise<void> {
    const objects = objectsAt(id);
    if (objects.length === 0) {
      const state = stateAt(week, id);
      const ofCluster = clusterOf(state) === undefined ? 0 : CLUSTER_PROCESSES;
      expect(await lab.processes()).toHaveLength(ofCluster + processesIn(state).length);
      return;
    }
    const declared = new Set(objects.map(({ key }) => key));
    const others = cameBy.flatMap(objectsAt).filter(({ key }) => !declared.has(key));
    const live = await liveObjects(lab, [...objects, ...others]);
    expect(driftOf(objects, live)).toEqual([]);
    const lasting = others.filter(({ object }) => isBuiltIn(object));
    const stay = lasting.map(({ key }) => key);
    expect([...live.keys()].filter((key) => !declared.has(key) && !stay.includes(key))).toEqual([]);
    expect(lasting.filter((placed) => driftOf([placed], live).length === 0)).toEqual([]);
  }

  return {
    lab,
    async go(command, from, to) {
      const { stdout } = succeed(await lab.lab(command, "--yes"));
      expect(stdout).toContain(`\n${to} `);
      // a step that only looks starts no engine
      if (changes(week, from, to)) await expectLive(to, [from]);
      else expect(stdout).toContain("No changes.");
    },
    async check(from, through) {
      const steps = ["--from", from, "--through", through];
      const ran = await lab.lab("check", "--week", week.id, ...steps, "--yes", "--json");
      const { results } = JSON.parse(ran.stdout) as { results: readonly Result[] };
      expect(results.filter(isUnexpected).map(textOf)).toEqual([]);
      succeed(ran);
      await expectLive(through, ids.slice(0, indexOf(week, through)));
      if (clusterOf(stateAt(week, through)) !== undefined) await expectWell(lab);
    },
    async [Symbol.asyncDispose]() {
      await lab[Symbol.asyncDispose]();
    },
  };
}

const idsOf = (week: Week): readonly string[] => week.steps.map(({ id }) => id);

/** Whether going from one step to the next changes anything that Kubernetes sees. */
const changes = (week: Week, from: string, to: string): boolean =>
  !isUnchanged(delta(week, from, to).filter(({ item }) => item.kind !== "action"));

/**
 * Pods are simulated: what asks more than the API server and the processes beside it is not run, and what asks only
 * those must hold.
 */
const isUnexpected = ({ check, outcome }: Result): boolean =>
  outcome !== (["objects", "containers"].includes(check.needs) ? "passed" : "not run");

function textOf(result: Result): string {
  const why = result.outcome === "not run" ? result.why : result.seen;
  return `${result.step} ${result.check.says}: ${result.outcome}, ${why ?? ""}`;
}

/** Each step with the next one. */
export const pairsOf = (week: Week): [string, string][] => {
  const ids = idsOf(week);
  return ids.slice(1).map((to, index) => [ids[index] ?? "", to]);
};

/** The steps in stretches of so many: the first and the last step of each. */
export const stretchesOf = (week: Week, length: number): [string, string][] => {
  const ids = idsOf(week);
  const starts = ids.filter((_, index) => index % length === 0);
  return starts.map((from) => {
    const last = Math.min(ids.indexOf(from) + length, ids.length) - 1;
    return [from, ids[last] ?? from];
  });
};
