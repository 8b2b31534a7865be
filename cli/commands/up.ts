import type { Week } from "../../labs/week.js";
import { bring } from "../../app/bring/bring.js";
import { changesAnything, clearsLeftovers, examined, plan } from "../../app/bring/plan.js";
import { UNKNOWN_CLUSTER } from "../../app/lab/cluster.js";
import { openLab } from "../../app/lab/lab.js";
import { exclusively } from "../../app/stack/lock.js";
import { weekNamed } from "../../stacks/config.js";
import { confirm } from "../terminal/ask.js";
import { callerAt } from "../caller.js";
import type { Output } from "../terminal/output.js";
import { printAgain, printDiff, printDrift } from "../text/diff.js";
import { printProblems } from "../text/problems.js";
import { printReplacement } from "../text/replacement.js";

export interface UpOptions {
  readonly step?: string;
  readonly target?: string;
  readonly yes: boolean;
  /** The week that may be taken down where it has what this one needs. Default: it is asked about. */
  readonly replace?: string;
}

/** `lab up week1`: makes the lab, mends it, or brings it to another step. */
export async function up(weekId: string, options: UpOptions, output: Output): Promise<void> {
  const week = weekNamed(weekId);
  if (options.replace !== undefined) weekNamed(options.replace);
  const { tell } = callerAt(output);
  await exclusively(week.id, tell, () => bringUp(week, options, output));
}

async function bringUp(week: Week, options: UpOptions, output: Output): Promise<void> {
  const caller = callerAt(output, options.yes);
  const { step, target, replace } = options;
  const found = await openLab(week, { step, target, tell: caller.tell, makes: true });
  const planned = await plan(found, caller, replace);
  const { config } = planned.lab;
  output.print(`${week.id}: ${week.title}, step ${config.step} on ${config.target.name}`);
  printReplacement(output, week.id, planned.replaces);
  if (await clearsLeftovers(planned))
    output.print(output.paint("red", `-+ ${UNKNOWN_CLUSTER}; it is removed first`));
  printDiff(output, planned.diff);
  const all = await examined(planned);
  printDrift(output, all.findings?.drift ?? []);
  printProblems(output, week.id, all.findings?.problems ?? []);
  const titles = all.again.map(({ input }) => input.action.title);
  printAgain(output, titles);
  if (changesAnything(all)) {
    const how = planned.replaces.length === 0 ? "Bring" : "Replace the cluster and bring";
    await confirm(`${how} ${week.id} to step ${config.step}?`, options.yes);
  }
  await bring(all, caller);
}
