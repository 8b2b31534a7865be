import { existsSync } from "node:fs";
import { duration } from "../../lib/progress.js";
import { stackDir } from "../../lib/paths.js";
import { removeKwokCluster } from "../../provider/kwok-cluster.js";
import { confirm } from "../ask.js";
import { bring, withProgress } from "../bring.js";
import { kwokInputs } from "../find-cluster.js";
import { openLab, prepareTools, type Lab } from "../lab.js";
import type { Output } from "../output.js";
import { clearDeadLocks } from "../stack/lock.js";
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
  const lab = await openLab(await weekMeant(weekId), { say: output.say });
  await confirm(`Remove ${lab.config.stack} with its cluster and all in it?`, options.yes);
  await remove(lab, output);
}

/** `lab reset`: throws the cluster away and makes it again at the same step, or at another one. */
export async function reset(
  weekId: string | undefined,
  options: DownOptions & { readonly step?: string },
  output: Output,
): Promise<void> {
  const lab = await openLab(await weekMeant(weekId), { step: options.step, say: output.say });
  const { stack, step } = lab.config;
  await confirm(`Remove ${stack} and make it again at step ${step}?`, options.yes);
  await remove(lab, output);
  await bring(lab, output);
}

async function remove(lab: Lab, output: Output): Promise<void> {
  const { stack, target } = lab.config;
  const started = Date.now();
  await clearDeadLocks(stack, output.say);
  await prepareTools(target);
  if (lab.deployed !== undefined) await withProgress("destroy", lab, output);
  await removeLeftovers(lab, output);
  output.print(`${stack} is gone (${duration(Date.now() - started)}).`);
}

/** A run that was killed may have made a cluster before the engine wrote it down. */
async function removeLeftovers({ config, week }: Lab, output: Output): Promise<void> {
  if (!existsSync(stackDir(config.stack))) return;
  output.say(`Removing what a killed run left of ${config.stack}.`);
  await removeKwokCluster(kwokInputs(week, config));
}
