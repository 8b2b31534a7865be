import { driftOf, findDrift, type Drift } from "../../checks/drift.js";
import { judge } from "../../checks/health/judges.js";
import type { Problem } from "../../checks/health/problem.js";
import { readCluster, readSnapshot } from "../../checks/health/read.js";
import { withObjects } from "../../checks/health/snapshot.js";
import { clusterOf } from "../../labs/contents.js";
import { titleOf } from "../../labs/kube.js";
import { exec } from "../../lib/exec.js";
import { kubectl } from "../../tools/kubectl.js";
import { kubeconfigFile } from "../../lib/paths.js";
import { renderState, type Rendered } from "../../components/render/render.js";
import type { LabConfig } from "../../stacks/config.js";
import { locate } from "../../tools/locate.js";
import { notes, type Tell } from "../events.js";
import { besideProblems } from "../lab/beside.js";
import type { Lab } from "../lab/lab.js";
import { putBack } from "./put-back.js";

/** How the cluster of a lab is, against what the lab declares. */
export interface Findings {
  /** What was changed by hand since the lab was brought to its step. */
  readonly drift: readonly Drift[];
  /** What does not work, or does not belong to the lab, whatever its fields say. */
  readonly problems: readonly Problem[];
}

const NOTHING: Findings = { drift: [], problems: [] };

/**
 * Looks at the state that stands in a lab: at what runs beside its cluster, and at the cluster where one stands.
 * @param beside what is wrong with the containers of a stack. Default: they are looked at.
 */
export async function examine(
  lab: Lab,
  at: Rendered,
  beside: (stack: string) => Promise<readonly Problem[]> = besideProblems,
): Promise<Findings> {
  const [around, within] = await Promise.all([beside(lab.config.stack), examineCluster(lab, at)]);
  return { ...within, problems: [...around, ...within.problems] };
}

async function examineCluster(
  { cluster, config }: Lab,
  { state, objects }: Rendered,
): Promise<Findings> {
  if (cluster?.alive !== true || clusterOf(state) === undefined) return NOTHING;
  const ask = kubectl(config.stack);
  const { live, snapshot } = await readCluster(objects, config.target, ask);
  const drift = driftOf(objects, live);
  // kinds that no judge reads otherwise may hang in their deletion as well
  const going = drift.flatMap(({ deleting, live }) =>
    deleting === undefined || live === undefined ? [] : [live],
  );
  return { drift, problems: judge(withObjects(snapshot, going)) };
}

/** The same of a lab whose state is not rendered yet. @throws ToolError when a manifest can't be rendered. */
export async function lookAt(lab: Lab, tell: Tell): Promise<Findings> {
  const hasCluster = lab.cluster?.alive === true && clusterOf(lab.standing) !== undefined;
  if (!hasCluster) return examine(lab, { state: lab.standing, objects: [] });
  const objects = await renderState(lab.standing, lab.config, { note: notes(tell) });
  return examine(lab, { state: lab.standing, objects });
}

/** What may be why a check failed, a sentence each; nothing where the cluster does not say. */
export async function causesIn(found: Promise<Findings>): Promise<string[]> {
  const { drift, problems } = await found.catch(() => NOTHING);
  const changed = drift
    .filter(({ deleting }) => deleting === undefined)
    .map(({ key, fields, by }) => {
      const who = by === undefined ? "" : ` (${by})`;
      return `${titleOf(key)} ${fields.length === 0 ? "is missing" : `was changed by hand${who}`}`;
    });
  return [...problems.map(({ says }) => says), ...changed];
}

/** What does not work in a lab that was brought to a state. */
export async function problemsAt(
  { stack, target }: LabConfig,
  { state, objects }: Rendered,
): Promise<Problem[]> {
  if (clusterOf(state) === undefined) return [];
  return judge(await readSnapshot(objects, target, kubectl(stack)));
}

/** Puts back what an `up` has left of changes by hand, in a lab that stands at a state now. */
export async function mendDrift(config: LabConfig, { objects }: Rendered): Promise<void> {
  const drift = await findDrift(objects, kubectl(config.stack));
  await putBack(drift, objects, exec, programOf(config), config.target.owns.cluster);
}

/**
 * Puts back, before anything else, what is changed or missing at the state that stands: an API that does not answer
 * since its pods were taken away keeps every namespace from going.
 */
export async function mendStanding(
  config: LabConfig,
  drift: readonly Drift[],
  { objects }: Rendered,
): Promise<void> {
  const there = drift.filter(({ deleting }) => deleting === undefined);
  await putBack(there, objects, exec, programOf(config), config.target.owns.cluster);
}

/** kubectl and what leads it to a lab's cluster, for what is written. */
const programOf = ({ stack, week }: LabConfig): readonly [string, ...string[]] => [
  locate("kubectl", { versions: week.versions }),
  "--kubeconfig",
  kubeconfigFile(stack),
];
