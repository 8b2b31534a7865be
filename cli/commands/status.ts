import { hasBesideLeft, UNKNOWN_BESIDE } from "../../app/lab/beside.js";
import { UNKNOWN_CLUSTER, hasLeftovers } from "../../app/lab/cluster.js";
import { goOn } from "../../app/lab/lab.js";
import { statusOf, type LabStatus } from "../../app/mend/status.js";
import { weeks } from "../../labs/index.js";
import { stayOnEngine } from "../../app/stack/recorded-engine.js";
import { titleOf } from "../../labs/kube.js";
import { weekNamed } from "../../stacks/config.js";
import { printJson, printTable, type Output } from "../terminal/output.js";
import { tellOn } from "../text/events.js";
import { findTarget } from "../../targets/index.js";
import { otherThanInStudy } from "../text/other.js";
import { printUnwell } from "../text/problems.js";

interface Flags {
  readonly json?: boolean;
}

/** `lab status`: the labs that stand, whether their clusters are there, and their Deployments. */
export async function status(
  weekId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const asked = weekId === undefined ? weeks : [weekNamed(weekId)];
  const looked: PromiseSettledResult<LabStatus | undefined>[] = [];
  // one after the other: each may be on another Docker engine, and a process asks one
  for (const week of asked)
    looked.push(...(await Promise.allSettled([statusOf(week, tellOn(output))])));
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
  const left: { readonly id: string; readonly what: string }[] = [];
  for (const week of strange) {
    await stayOnEngine(week.id, () => undefined);
    if (await hasLeftovers(week)) left.push({ id: week.id, what: UNKNOWN_CLUSTER });
    else if (await hasBesideLeft(week)) left.push({ id: week.id, what: UNKNOWN_BESIDE });
  }
  if (found.length + left.length === 0 && failed === undefined)
    output.print("No lab is up. Next: ./lab up week1");
  for (const { id, what } of left) {
    output.print(
      `${id}: ${what}. Next: ./lab up ${id} makes a new one in its place, ./lab down ${id} removes it`,
    );
  }
  for (const entry of found) {
    output.print(`${entry.week} at step ${entry.step} on ${entry.target}: ${entry.cluster}`);
    const target = findTarget(entry.target);
    const other = target === undefined ? [] : otherThanInStudy({ ...entry, target });
    for (const line of [...versionsOf(entry), ...other]) output.print(`  ${line}`);
    for (const line of entry.mistakes) output.print(`  ${line}`);
    printNotReached(output, entry);
    for (const title of entry.items) output.print(`  ${title}`);
    const rows = entry.workloads.map(({ namespace, name, ready }) => ["", namespace, name, ready]);
    if (rows.length > 0) printTable(output, rows);
    printCertificates(output, entry);
    printDriftIn(output, entry);
    printUnwell(output, entry.week, entry.problems);
    printActionsOf(output, entry);
  }
  // a week that can't be looked at keeps nobody from the others
  if (failed !== undefined) throw failed.reason;
}

/** What the lab stands on, where its week is written for something else. */
function versionsOf({ week, versions: { istio, kubernetes } }: LabStatus): string[] {
  const own = weekNamed(week).versions;
  return own.istio === istio
    ? []
    : [`Istio ${istio} on Kubernetes ${kubernetes}, not ${own.istio}`];
}

/** From how many objects on only their number is shown, as in a lab that is half made. */
const MANY = 8;

function printDriftIn(output: Output, { week, drift, deleting }: LabStatus): void {
  printKeys(output, "missing or changed by hand", drift);
  printKeys(output, "being deleted", deleting);
  if (drift.length > 0) output.print(`  next: ./lab up ${week} puts it back`);
}

function printCertificates(output: Output, { certificates }: LabStatus): void {
  for (const { says } of certificates) output.print(`  ${says}`);
  for (const next of new Set(certificates.map((each) => each.next)))
    output.print(`  next: ${next}`);
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
