import { weeks } from "../../labs/index.js";
import type { CpuRequests, Images, Target } from "../../labs/objects.js";
import type { Week } from "../../labs/week.js";
import { titleOf } from "../../labs/kube.js";
import { existsSync } from "node:fs";
import { stackDir } from "../../lib/paths.js";
import { kubectl } from "../../lib/kubectl.js";
import { weekNamed } from "../../stacks/config.js";
import type { Problem } from "../../checks/health/problem.js";
import { examine } from "../drift.js";
import { openLab } from "../lab.js";
import { printJson, printTable, type Output } from "../output.js";
import { deployed } from "../stack/checkpoint.js";
import { doneActions, notDone, staleActions } from "../stale-actions.js";
import { otherThanInStudy } from "../text/other.js";
import { printUnwell } from "../text/problems.js";

interface Flags {
  readonly json?: boolean;
}

interface Workload {
  readonly namespace: string;
  readonly name: string;
  /** `1/1` */
  readonly ready: string;
}

interface LabStatus {
  readonly week: string;
  readonly step: string;
  readonly target: Target;
  readonly images: Images;
  readonly cpuRequests: CpuRequests;
  readonly cluster: string;
  readonly workloads: readonly Workload[];
  /** Objects that are missing or were changed by hand, by key. */
  readonly drift: readonly string[];
  /** Objects that are being deleted, themselves or with their namespace, by key. */
  readonly deleting: readonly string[];
  /** What does not work, or was made by hand, whatever its fields say. */
  readonly problems: readonly Omit<Problem, "cure">[];
  /** Actions that could not be done, each with the reason. */
  readonly notDone: readonly string[];
  /** Titles of the actions whose processes were started again since. */
  readonly lost: readonly string[];
}

/** `lab status`: the labs that stand, whether their clusters are there, and their Deployments. */
export async function status(
  weekId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const asked = weekId === undefined ? weeks : [weekNamed(weekId)];
  const all = await Promise.all(asked.map((week) => statusOf(week, output)));
  const found = all.filter((entry) => entry !== undefined);
  if (flags.json === true) {
    printJson(output, found);
    return;
  }
  const left = asked.filter(({ id }) => isLeftover(id, all));
  if (found.length + left.length === 0) output.print("No lab is up. Next: ./lab up week1");
  for (const { id } of left) {
    output.print(
      `${id}: a run that was killed left a cluster. Next: ./lab up ${id}, or ./lab down ${id}`,
    );
  }
  for (const entry of found) {
    output.print(`${entry.week} at step ${entry.step} on ${entry.target}: ${entry.cluster}`);
    for (const line of otherThanInStudy(entry)) output.print(`  ${line}`);
    const rows = entry.workloads.map(({ namespace, name, ready }) => ["", namespace, name, ready]);
    if (rows.length > 0) printTable(output, rows);
    printDriftIn(output, entry);
    printUnwell(output, entry.week, entry.problems);
    printActionsOf(output, entry);
  }
}

/** A run that was killed outright may have made a cluster that no state knows. */
const isLeftover = (week: string, all: readonly (LabStatus | undefined)[]): boolean =>
  existsSync(stackDir(week)) && !all.some((entry) => entry?.week === week);

/** From how many objects on only their number is shown, as in a lab that is half made. */
const MANY = 8;

function printDriftIn(output: Output, { week, drift, deleting }: LabStatus): void {
  printKeys(output, "missing or changed by hand", drift);
  printKeys(output, "being deleted", deleting);
  if (drift.length > 0) output.print(`  next: ./lab up ${week} puts it back`);
}

function printKeys(output: Output, what: string, keys: readonly string[]): void {
  if (keys.length >= MANY) output.print(`  ${what}: ${keys.length} objects`);
  else for (const key of keys) output.print(`  ${what}: ${titleOf(key)}`);
}

function printActionsOf(output: Output, { week, notDone: undone, lost }: LabStatus): void {
  for (const action of undone) output.print(`  not done: ${action}`);
  if (undone.length > 0) output.print("  next: ./lab reset tries it again, in a new cluster");
  for (const title of lost) output.print(`  lost with its process: ${title}`);
  if (lost.length > 0) output.print(`  next: ./lab up ${week} does it again`);
}

async function statusOf(week: Week, output: Output): Promise<LabStatus | undefined> {
  const found = await deployed(week.id);
  if (found === undefined) return undefined;
  const lab = await openLab(week);
  const { config, cluster } = lab;
  const alive = cluster?.alive === true;
  const { drift, problems } = await examine(lab, output);
  const why = cluster?.alive === false ? cluster.why : `step ${config.step} has none`;
  return {
    week: week.id,
    step: config.step,
    target: config.target,
    images: config.images,
    cpuRequests: config.cpuRequests,
    cluster: alive ? "the cluster runs" : `no cluster (${why})`,
    workloads: alive ? await workloads(week.id) : [],
    drift: drift.filter(({ deleting }) => deleting === undefined).map(({ key }) => key),
    deleting: drift.filter(({ deleting }) => deleting !== undefined).map(({ key }) => key),
    problems: problems.map(({ cure: _cure, ...problem }) => problem),
    notDone: alive ? notDone(await doneActions(week.id)) : [],
    lost: (await staleActions(lab)).map(({ input }) => input.action.title),
  };
}

interface DeploymentList {
  readonly items: readonly {
    readonly metadata: { readonly namespace: string; readonly name: string };
    readonly spec: { readonly replicas?: number };
    readonly status?: { readonly readyReplicas?: number };
  }[];
}

async function workloads(stack: string): Promise<Workload[]> {
  const { stdout } = await kubectl(stack)(["get", "deployments", "-A", "-o", "json"]);
  return (JSON.parse(stdout) as DeploymentList).items.map(({ metadata, spec, status: live }) => ({
    namespace: metadata.namespace,
    name: metadata.name,
    ready: `${live?.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
  }));
}
