import { weeks } from "../../labs/index.js";
import type { Week } from "../../labs/week.js";
import { LabError } from "../../lib/errors.js";
import { usersEnvironment } from "../../lib/environment.js";
import { certificatesDir, kubeconfigFile } from "../../lib/paths.js";
import { weekNamed } from "../../stacks/config.js";
import { hasLoadRuns, prepareFortio } from "../../app/lab/fortio.js";
import { keep, openLab, prepareTools } from "../../app/lab/lab.js";
import { callerAt } from "../caller.js";
import type { Output } from "../terminal/output.js";
import { ensureStack } from "../../app/stack/engine.js";
import { labEnvironment, labUnset } from "../../app/stack/environment.js";
import { passphraseOf } from "../../app/stack/passphrase.js";
import { engineOfRun } from "../../app/stack/recorded-engine.js";
import { asItStands } from "../../app/stack/session.js";

/** Gets a week ready for a shell. Tests pass another one. */
export type Prepare = (week: Week, isNamed: boolean, output: Output) => Promise<void>;

/**
 * `eval "$(./lab env)"`: afterwards plain `pulumi up -s week1` works in that shell, with the lab's tools and
 * its state. Makes the stack that isn't there and records its target. With a week, kubectl and istioctl reach its
 * cluster too, and no other week is looked at; without one the shell is for all weeks, and KUBECONFIG stays the
 * user's own.
 */
export async function env(
  weekId: string | undefined,
  output: Output,
  prepare: Prepare = prepareWeek,
): Promise<void> {
  const named = weekId === undefined ? undefined : weekNamed(weekId);
  const shells = engineOfRun();
  let engine = shells;
  for (const week of named === undefined ? weeks : [named]) {
    await prepare(week, week === named, output);
    const its = engineOfRun();
    // without a week: that of the lab which stands on another one
    if (named !== undefined || its["DOCKER_HOST"] !== shells["DOCKER_HOST"]) engine = its;
  }
  const users = { ...usersEnvironment(), ...engine };
  for (const name of labUnset(users)) output.print(`unset ${name}`);
  const variables = {
    ...labEnvironment(users, named && (await asItStands(named)).versions),
    ...(named === undefined
      ? {}
      : { KUBECONFIG: kubeconfigFile(named.id), LAB_CERTS: certificatesDir(named.id) }),
  };
  for (const [name, value] of Object.entries(variables)) {
    output.print(`export ${name}='${value.replaceAll("'", `'\\''`)}'`);
  }
}

async function prepareWeek(week: Week, isNamed: boolean, output: Output): Promise<void> {
  const caller = callerAt(output);
  const lab = await openLab(week, { tell: caller.tell });
  await prepareTools(lab.config, caller);
  // its runs are typed in such a shell
  if (isNamed && lab.config.target.runs.pods && hasLoadRuns(week))
    await prepareFortio(lab.week, caller);
  await ensureStack(week.id);
  if (await hasAnother(week.id)) output.say(anotherPassphrase(week.id));
  // what stands is recorded; a command that moves it on must not find its step put back
  if (lab.deployed === undefined || lab.recovered !== undefined) await keep(lab);
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
