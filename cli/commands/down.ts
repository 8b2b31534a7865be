import { duration } from "../../lib/progress.js";
import type { Week } from "../../labs/week.js";
import { parseConfig, weekNamed } from "../../stacks/config.js";
import { confirm } from "../ask.js";
import { requireEngine } from "../../app/lab/ready.js";
import { bring, withProgress } from "../../app/bring/bring.js";
import type { LabError } from "../../lib/errors.js";
import { hasLeftovers, removeLeftovers, targetLeft } from "../../app/lab/cluster.js";
import { inTheWay } from "../../app/lab/in-the-way.js";
import { keep, openLab, prepareTools, type Lab } from "../../app/lab/lab.js";
import { stopAll } from "../../app/load/runs.js";
import { endLeftPlugins } from "../../app/stack/plugins.js";
import type { Output } from "../output.js";
import { printReplacement, replacementOf } from "../../app/lab/replacement.js";
import { requireRoom } from "../../app/lab/room.js";
import { damageOf, putAside } from "../../app/stack/damaged.js";
import { exclusively } from "../../app/stack/lock.js";
import { passphraseOf } from "../../app/stack/passphrase.js";
import { weekMeant } from "../../app/stack/session.js";

export interface DownOptions {
  readonly yes: boolean;
}

/** `lab down`: removes all that the lab made. Its step stays in the config: the next `up` goes there. */
export async function down(
  weekId: string | undefined,
  options: DownOptions,
  output: Output,
): Promise<void> {
  const week = await weekMeant(weekId);
  await exclusively(week.id, output.say, async () => {
    const damage = await damageOf(week.id);
    if (damage !== undefined) return removeWithoutState(week, damage, options, output);
    const onMistake = ({ message, next }: LabError): void => {
      output.say(`Passed over: ${message}${next === undefined ? "" : ` Mend it later: ${next}`}`);
    };
    const lab = await openLab(week, { say: output.say, onMistake });
    await confirm(`Remove ${week.id} with its cluster and all in it?`, options.yes);
    // the state, which alone knows the step, is about to forget it
    if (lab.recovered !== undefined) await keep(lab);
    await remove(lab, options.yes, output);
  });
}

/** `lab reset`: throws the cluster away and makes it again at the same step, or at another one. */
export async function reset(
  weekId: string | undefined,
  options: DownOptions & { readonly step?: string },
  output: Output,
): Promise<void> {
  const week = await weekMeant(weekId);
  await exclusively(week.id, output.say, async () => {
    const lab = await openLab(week, { step: options.step, say: output.say, makes: true });
    await requireEngine(lab);
    const other = await inTheWay(lab, options);
    await prepareTools(lab.config.target, options.yes);
    await requireRoom(week, lab.config, output);
    await passphraseOf(week.id);
    printReplacement(output, lab, replacementOf(lab));
    await confirm(`Remove ${week.id} and make it again at step ${lab.config.step}?`, options.yes);
    await remove(lab, options.yes, output);
    if (other !== undefined) await takeDown(weekNamed(other), output);
    await bring(lab, output);
  });
}

/** Takes a week down that nobody has to be asked about any more. */
export async function takeDown(week: Week, output: Output): Promise<void> {
  await exclusively(week.id, output.say, async () => {
    const lab = await openLab(week, { say: output.say });
    if (lab.recovered !== undefined) await keep(lab);
    await remove(lab, true, output);
  });
}

/** Removes what is found of a lab whose state can't be read any more, and puts that aside (issue 9, fault F22). */
async function removeWithoutState(
  week: Week,
  damage: LabError,
  { yes }: DownOptions,
  output: Output,
): Promise<void> {
  output.say(damage.message);
  const question = `Remove what is found of ${week.id} on this machine, and put its state aside?`;
  await confirm(question, yes);
  await stopAll(week.id);
  const target = await targetLeft(week);
  if (target.needsDocker) await prepareTools(target);
  await removeLeftovers(week, parseConfig(week.id, { target: target.name }));
  output.say(`The damaged state is kept in ${await putAside(week.id)}.`);
  output.print(`${week.id} is gone. Next: ./lab up ${week.id}`);
}

async function remove(lab: Lab, yes: boolean, output: Output): Promise<void> {
  const { stack, target } = lab.config;
  const started = Date.now();
  await prepareTools(target, yes);
  // they write into the folder that is about to go
  await stopAll(stack);
  if (lab.deployed !== undefined) await withProgress("destroy", lab, output);
  else await endLeftPlugins();
  if (await hasLeftovers(lab.week)) {
    output.say(`Removing what is left of ${stack} beside its state.`);
    await removeLeftovers(lab.week, lab.config);
  }
  output.print(`${stack} is gone (${duration(Date.now() - started)}).`);
}
