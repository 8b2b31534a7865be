import { stateAt, type Week } from "../../labs/week.js";
import { weekNamed } from "../../stacks/config.js";
import { confirm } from "../ask.js";
import { bring } from "../../app/bring/bring.js";
import { hasLeftovers, UNKNOWN_CLUSTER } from "../../app/lab/cluster.js";
import { diffLabs } from "../../app/bring/lab-diff.js";
import { inTheWay } from "../../app/lab/in-the-way.js";
import { openLab } from "../../app/lab/lab.js";
import type { Output } from "../output.js";
import { ready } from "../../app/lab/ready.js";
import { printReplacement } from "../../app/lab/replacement.js";
import { exclusively } from "../../app/stack/lock.js";
import { takeDown } from "./down.js";
import { examine } from "../../app/mend/drift.js";
import { staleActions } from "../../app/lab/stale-actions.js";
import { printAgain, printDiff, printDrift } from "../text/diff.js";
import { printProblems } from "../text/problems.js";

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
  await exclusively(week.id, output.say, () => bringUp(week, options, output));
}

async function bringUp(week: Week, options: UpOptions, output: Output): Promise<void> {
  const found = await openLab(week, { ...options, say: output.say, makes: true });
  const { lab, replaces } = await ready(found, output, options.yes);
  const { config } = lab;
  const other = await inTheWay(lab, options);
  const diff = await diffLabs(lab.standing, stateAt(week, config.step), config, output.say);
  output.print(`${week.id}: ${week.title}, step ${config.step} on ${config.target.name}`);
  printReplacement(output, lab, replaces);
  const makes =
    lab.deployed?.cluster === undefined && stateAt(week, config.step).cluster !== undefined;
  if (makes && (await hasLeftovers(week))) {
    output.print(output.paint("red", `-+ ${UNKNOWN_CLUSTER}; it is removed first`));
  }
  printDiff(output, diff);
  const stays = replaces.length === 0;
  const findings = stays ? await examine(lab, output) : undefined;
  const { drift = [], problems = [] } = findings ?? {};
  printDrift(output, drift);
  printProblems(output, problems);
  const again = stays ? await staleActions(lab) : [];
  printAgain(output, again);
  const isMended = problems.some(
    ({ cure }) => cure !== undefined && cure.how !== "wait" && cure.how !== "retry",
  );
  if (!diff.unchanged || drift.length + again.length > 0 || isMended) {
    const how = stays ? "Bring" : "Replace the cluster and bring";
    await confirm(`${how} ${week.id} to step ${config.step}?`, options.yes);
  }
  if (other !== undefined) await takeDown(weekNamed(other), output);
  await bring(lab, output, {
    refresh: drift.length > 0,
    replace: again.map(({ urn }) => urn),
    ...(findings === undefined ? {} : { findings }),
  });
}
