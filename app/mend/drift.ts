import { findDrift, type Drift } from "../../checks/drift.js";
import { judge } from "../../checks/health/judges.js";
import type { Problem } from "../../checks/health/problem.js";
import { readSnapshot } from "../../checks/health/read.js";
import { withObjects } from "../../checks/health/snapshot.js";
import { titleOf } from "../../labs/kube.js";
import type { LabState } from "../../labs/state.js";
import { stateAt } from "../../labs/week.js";
import { exec } from "../../lib/exec.js";
import { kubectl } from "../../lib/kubectl.js";
import { kubeconfigFile } from "../../lib/paths.js";
import { renderState } from "../../render/render.js";
import type { LabConfig } from "../../stacks/config.js";
import { locate } from "../../tools/locate.js";
import type { Lab } from "../lab/lab.js";
import type { Output } from "../../cli/output.js";
import { putBack } from "./put-back.js";

/** How the cluster of a lab is, against what the lab declares. */
export interface Findings {
  /** What was changed by hand since the lab was brought to its step. */
  readonly drift: readonly Drift[];
  /** What does not work, or does not belong to the lab, whatever its fields say. */
  readonly problems: readonly Problem[];
}

const NOTHING: Findings = { drift: [], problems: [] };

/** Looks at the state that stands in a lab; nothing is found where no cluster stands. */
export async function examine(lab: Lab, output: Output): Promise<Findings> {
  if (lab.cluster?.alive !== true || lab.standing.cluster === undefined) return NOTHING;
  const { config, standing } = lab;
  const objects = await renderState(standing, config, { note: output.say });
  const ask = kubectl(config.stack);
  const [drift, snapshot] = await Promise.all([
    findDrift(objects, ask),
    readSnapshot(objects, config.target, ask),
  ]);
  // kinds that no judge reads otherwise may hang in their deletion as well
  const going = drift.flatMap(({ deleting, live }) =>
    deleting === undefined || live === undefined ? [] : [live],
  );
  return { drift, problems: judge(withObjects(snapshot, going)) };
}

/** What may be why a check failed, a sentence each; nothing where the cluster does not say. */
export async function causesIn(open: Promise<Lab>, output: Output): Promise<string[]> {
  const found = open.then((lab) => examine(lab, output));
  const { drift, problems } = await found.catch(() => NOTHING);
  const changed = drift
    .filter(({ deleting }) => deleting === undefined)
    .map(({ key, fields, by }) => {
      const who = by === undefined ? "" : ` (${by})`;
      return `${titleOf(key)} ${fields.length === 0 ? "is missing" : `was changed by hand${who}`}`;
    });
  return [...problems.map(({ says }) => says), ...changed];
}

/** What does not work in a lab that was brought to the step of its config. */
export async function problemsAt({ week, config }: Lab, output: Output): Promise<Problem[]> {
  const state = stateAt(week, config.step);
  if (state.cluster === undefined) return [];
  const objects = await renderState(state, config, { note: output.say });
  return judge(await readSnapshot(objects, config.target, kubectl(config.stack)));
}

/** Puts back what an `up` has left of changes by hand, in a lab that stands at its step now. */
export async function mendDrift({ week, config }: Lab, output: Output): Promise<void> {
  const { drift, objects } = await compare(stateAt(week, config.step), config, output);
  await putBack(drift, objects, exec, programOf(config), config.target.owns.cluster);
}

/**
 * Puts back, before anything else, what is changed or missing at the state that stands: an API that does not answer
 * since its pods were taken away keeps every namespace from going.
 */
export async function mendStanding(
  { config, standing }: Lab,
  drift: readonly Drift[],
  output: Output,
): Promise<void> {
  const objects = await renderState(standing, config, { note: output.say });
  const there = drift.filter(({ deleting }) => deleting === undefined);
  await putBack(there, objects, exec, programOf(config), config.target.owns.cluster);
}

/** kubectl and what leads it to a lab's cluster, for what is written. */
export const programOf = (config: LabConfig): readonly [string, ...string[]] => [
  locate("kubectl"),
  "--kubeconfig",
  kubeconfigFile(config.stack),
];

/** The objects that a state declares, and how those in the cluster differ from them. */
async function compare(state: LabState, config: LabConfig, output: Output) {
  const objects = await renderState(state, config, { note: output.say });
  return { objects, drift: await findDrift(objects, kubectl(config.stack)) };
}
