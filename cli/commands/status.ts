import { weeks } from "../../labs/index.js";
import type { Images, Requests } from "../../labs/objects.js";
import type { StepId, Week } from "../../labs/week.js";
import { titleOf } from "../../labs/kube.js";
import { kubectl } from "../../lib/kubectl.js";
import { weekNamed } from "../../stacks/config.js";
import { hasLeftovers, UNKNOWN_CLUSTER } from "../../app/lab/cluster.js";
import { goOn, notReached, openLab, stepOf } from "../../app/lab/lab.js";
import type { Problem } from "../../checks/health/problem.js";
import { examine } from "../../app/mend/drift.js";
import { printJson, printTable, type Output } from "../output.js";
import { deployed } from "../../stacks/checkpoint.js";
import { doneActions, notDone, staleActions } from "../../app/lab/stale-actions.js";
import { findTarget } from "../../targets/index.js";
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
  /** Where it stands. */
  readonly step: StepId;
  /** Where it was asked to stand, when the last run did not come there. */
  readonly asked?: StepId;
  readonly target: string;
  readonly images: Images;
  readonly cpuRequests: Requests;
  readonly memoryRequests: Requests;
  readonly cluster: string;
  /** What is wrong in its config, each with the command that mends it. */
  readonly mistakes: readonly string[];
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
  const looked = await Promise.allSettled(asked.map((week) => statusOf(week, output)));
  const all = looked.map((entry) => (entry.status === "fulfilled" ? entry.value : undefined));
  const found = all.filter((entry) => entry !== undefined);
  const [failed] = looked.filter((entry) => entry.status === "rejected");
  if (flags.json === true && failed === undefined) {
    printJson(output, found);
    return;
  }
  const strange = asked.filter((_week, index) => {
    const entry = looked[index];
    return entry?.status === "fulfilled" && entry.value === undefined;
  });
  const isLeft = await Promise.all(strange.map((week) => hasLeftovers(week)));
  const left = strange.filter((_week, index) => isLeft[index]);
  if (found.length + left.length === 0 && failed === undefined)
    output.print("No lab is up. Next: ./lab up week1");
  for (const { id } of left) {
    output.print(
      `${id}: ${UNKNOWN_CLUSTER}. Next: ./lab up ${id} makes a new one in its place, ./lab down ${id} removes it`,
    );
  }
  for (const entry of found) {
    output.print(`${entry.week} at step ${entry.step} on ${entry.target}: ${entry.cluster}`);
    const target = findTarget(entry.target);
    const other = target === undefined ? [] : otherThanInStudy({ ...entry, target });
    for (const line of other) output.print(`  ${line}`);
    for (const line of entry.mistakes) output.print(`  ${line}`);
    printNotReached(output, entry);
    const rows = entry.workloads.map(({ namespace, name, ready }) => ["", namespace, name, ready]);
    if (rows.length > 0) printTable(output, rows);
    printDriftIn(output, entry);
    printUnwell(output, entry.week, entry.problems);
    printActionsOf(output, entry);
  }
  // a week that can't be looked at keeps nobody from the others
  if (failed !== undefined) throw failed.reason;
}

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

function printNotReached(output: Output, { week, step, asked }: LabStatus): void {
  if (asked === undefined) return;
  output.print(`  step ${asked} was asked for and not reached`);
  output.print(`  next: ${goOn(week, asked, step)}`);
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
  const mistakes: string[] = [];
  const lab = await openLab(week, {
    onMistake: ({ message, next }) => mistakes.push(`${message} Next: ${next ?? ""}`),
  });
  const { config, cluster } = lab;
  const alive = cluster?.alive === true;
  const missed = notReached(lab);
  const { drift, problems } = await examine(lab, output);
  const why = cluster?.alive === false ? cluster.why : `step ${config.step} has none`;
  return {
    week: week.id,
    step: stepOf(lab),
    ...(missed === undefined ? {} : { asked: missed }),
    target: config.target.name,
    images: config.images,
    cpuRequests: config.cpuRequests,
    memoryRequests: config.memoryRequests,
    cluster: alive ? "the cluster runs" : `no cluster (${why})`,
    mistakes,
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
