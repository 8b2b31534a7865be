import { existsSync } from "node:fs";
import { duration } from "../../lib/progress.js";
import { stackDir } from "../../lib/paths.js";
import { confirm } from "../ask.js";
import { requireEngine } from "../ready.js";
import { bring, withProgress } from "../bring.js";
import { removeLeftovers } from "../cluster.js";
import { openLab, prepareTools, type Lab } from "../lab.js";
import { stopAll } from "../load/runs.js";
import type { Output } from "../output.js";
import { printReplacement, replacementOf } from "../replacement.js";
import { exclusively } from "../stack/lock.js";
import { weekMeant } from "../stack/session.js";

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
    const lab = await openLab(week, { say: output.say });
    await confirm(`Remove ${week.id} with its cluster and all in it?`, options.yes);
    await remove(lab, output);
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
    printReplacement(output, lab, replacementOf(lab));
    await confirm(`Remove ${week.id} and make it again at step ${lab.config.step}?`, options.yes);
    await remove(lab, output);
    await bring(lab, output);
  });
}

async function remove(lab: Lab, output: Output): Promise<void> {
  const { stack, target } = lab.config;
  const started = Date.now();
  await prepareTools(target);
  // they write into the folder that is about to go
  await stopAll(stack);
  if (lab.deployed !== undefined) await withProgress("destroy", lab, output);
  if (existsSync(stackDir(stack))) {
    output.say(`Removing what a killed run left of ${stack}.`);
    await removeLeftovers(lab.week, lab.config);
  }
  output.print(`${stack} is gone (${duration(Date.now() - started)}).`);
}
