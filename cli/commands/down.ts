import { remove, removeWithoutState } from "../../app/bring/down.js";
import { planReset, reset as makeAgain } from "../../app/bring/reset.js";
import { openLab } from "../../app/lab/lab.js";
import { damageOf } from "../../app/stack/damaged.js";
import { exclusively } from "../../app/stack/lock.js";
import { weekMeant } from "../../app/stack/session.js";
import { clusterOfWeek, type Week } from "../../labs/week.js";
import type { LabError } from "../../lib/errors.js";
import { confirm } from "../terminal/ask.js";
import { callerAt } from "../caller.js";
import type { Output } from "../terminal/output.js";
import { printReplacement } from "../text/replacement.js";

export interface DownOptions {
  readonly yes: boolean;
}

/** `lab down`: removes all that the lab made. Its step stays in the config: the next `up` goes there. */
export async function down(
  weekId: string | undefined,
  { yes }: DownOptions,
  output: Output,
): Promise<void> {
  const week = await weekMeant(weekId);
  const caller = callerAt(output, yes);
  await exclusively(week.id, caller.tell, async () => {
    const damage = await damageOf(week.id);
    if (damage !== undefined) return removeDamaged(week, damage, yes, output);
    const onMistake = ({ message, next }: LabError): void => {
      output.say(`Passed over: ${message}${next === undefined ? "" : ` Mend it later: ${next}`}`);
    };
    const lab = await openLab(week, { tell: caller.tell, onMistake });
    const what = clusterOfWeek(week) === undefined ? "" : "its cluster and ";
    await confirm(`Remove ${week.id} with ${what}all in it?`, yes);
    await remove(lab, caller);
  });
}

/** `lab reset`: throws the cluster away and makes it again at the same step, or at another one. */
export async function reset(
  weekId: string | undefined,
  { yes, step }: DownOptions & { readonly step?: string },
  output: Output,
): Promise<void> {
  const week = await weekMeant(weekId);
  const caller = callerAt(output, yes);
  await exclusively(week.id, caller.tell, async () => {
    const planned = await planReset(week, step, caller);
    printReplacement(output, week.id, planned.replaces);
    const at = planned.lab.config.step;
    await confirm(`Remove ${week.id} and make it again at step ${at}?`, yes);
    await makeAgain(planned, caller);
  });
}

async function removeDamaged(
  week: Week,
  damage: LabError,
  yes: boolean,
  output: Output,
): Promise<void> {
  output.say(damage.message);
  const question = `Remove what is found of ${week.id} on this machine, and put its state aside?`;
  await confirm(question, yes);
  const folder = await removeWithoutState(week, callerAt(output, yes));
  output.say(`The damaged state is kept in ${folder}.`);
  output.print(`${week.id} is gone. Next: ./lab up ${week.id}`);
}
