import { weeks } from "../../labs/index.js";
import type { Week } from "../../labs/week.js";
import { LabError, messageOf } from "../../lib/errors.js";
import { usersEnvironment } from "../../lib/environment.js";
import { kubeconfigFile } from "../../lib/paths.js";
import { weekNamed } from "../../stacks/config.js";
import { hasLoadRuns, prepareFortio } from "../../app/lab/fortio.js";
import { keep, openLab, prepareTools } from "../../app/lab/lab.js";
import { callerAt } from "../caller.js";
import type { Output } from "../terminal/output.js";
import { ensureStack } from "../../app/stack/engine.js";
import { labEnvironment, labUnset } from "../../app/stack/environment.js";
import { passphraseOf } from "../../app/stack/passphrase.js";
import { engineOfRun } from "../../app/stack/recorded-engine.js";

/**
 * `eval "$(./lab env)"`: afterwards plain `pulumi up -s week1` works in that shell, with the lab's tools and
 * its state. Makes the stacks that aren't there and records their target. With a week, kubectl and istioctl
 * reach its cluster too; without one KUBECONFIG stays the user's own.
 */
export async function env(weekId: string | undefined, output: Output): Promise<void> {
  const named = weekId === undefined ? undefined : weekNamed(weekId);
  const caller = callerAt(output);
  const shells = engineOfRun();
  let engine = shells;
  await prepareEach(weeks, named, output, async (week) => {
    const lab = await openLab(week, { tell: caller.tell });
    const isElsewhere = engineOfRun()["DOCKER_HOST"] !== shells["DOCKER_HOST"];
    // without a week: that of the lab which stands on another one
    if (named === undefined ? isElsewhere : week === named) engine = engineOfRun();
    await prepareTools(lab.config, caller);
    // its runs are typed in such a shell
    if (week === named && lab.config.target.runs.pods && hasLoadRuns(week))
      await prepareFortio(week, caller);
    await ensureStack(week.id);
    if (await hasAnother(week.id)) output.say(anotherPassphrase(week.id));
    // what stands is recorded; a command that moves it on must not find its step put back
    if (lab.deployed === undefined || lab.recovered !== undefined) await keep(lab);
  });
  const users = { ...usersEnvironment(), ...engine };
  for (const name of labUnset(users)) output.print(`unset ${name}`);
  const variables = {
    ...labEnvironment(users, named?.versions),
    ...(named === undefined ? {} : { KUBECONFIG: kubeconfigFile(named.id) }),
  };
  for (const [name, value] of Object.entries(variables)) {
    output.print(`export ${name}='${value.replaceAll("'", `'\\''`)}'`);
  }
}

/**
 * Prepares the weeks one after the other. What is wrong with another week than the one that was named leaves that one
 * its shell, and is told.
 */
export async function prepareEach(
  all: readonly Week[],
  named: Week | undefined,
  { say }: Pick<Output, "say">,
  prepare: (week: Week) => Promise<void>,
): Promise<void> {
  for (const week of all) {
    try {
      await prepare(week);
    } catch (error) {
      if (named === undefined || week === named) throw error;
      say(`${week.id} is left out: ${messageOf(error)}`);
    }
  }
}

/** Whether the passphrase that is given out here does not open a stack. @throws what keeps that from being told */
const hasAnother = (stack: string): Promise<boolean> =>
  passphraseOf(stack).then(
    (passphrase) => passphrase !== undefined,
    (error: unknown) => {
      if (error instanceof LabError && error.code === "other-passphrase") return true;
      throw error;
    },
  );

const anotherPassphrase = (stack: string): string =>
  `${stack} was made with another passphrase than the lab's: put PULUMI_CONFIG_PASSPHRASE=… before pulumi for it.`;
