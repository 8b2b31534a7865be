import { readFile } from "node:fs/promises";
import { UsageError } from "../../lib/errors.js";
import { numberOf } from "../../labs/ids.js";
import { findWeek, weeks } from "../../labs/index.js";
import { weekNamed } from "../../stacks/config.js";
import { currentFile } from "../../stacks/current-week.js";
import { onVersions } from "../../labs/on-versions.js";
import { readSettings } from "../../lib/settings.js";
import { deployed } from "../../stacks/checkpoint.js";
import { onIstio, requireIstio } from "../../stacks/on-istio.js";
import { versionsOfStack } from "../../tools/of-stack.js";
import type { Week } from "../../labs/week.js";

/**
 * The week that a command means: the one named, or the one last brought up.
 * @throws UsageError `unknown-week`, or `no-week` when none was ever brought up.
 */
export async function weekMeant(name: string | undefined): Promise<Week> {
  if (name !== undefined) return weekNamed(name);
  const current = await readFile(currentFile, "utf8").catch(() => undefined);
  // a file that was cut names no week
  const week = current === undefined ? undefined : findWeek(current.trim());
  if (week !== undefined) return week;
  throw new UsageError("no-week", "No lab was brought up yet, so say which week you mean.", {
    next: "./lab up week1",
  });
}

/**
 * The week that a step belongs to by its number, for commands that need no lab.
 * @throws UsageError `unknown-step` for what is no number of a step, `unknown-week`.
 */
export function weekOfStep(stepId: string): Week {
  const [, number] = /^(\d+)(?:\.\d+){1,2}$/.exec(stepId) ?? [];
  if (number !== undefined) {
    const week = weeks.find(({ id }) => numberOf(id) === number);
    return week ?? weekNamed(`week${number}`);
  }
  throw new UsageError("unknown-step", `"${stepId}" is no step: steps are numbers such as 1.57.`, {
    next: "./lab steps week1",
  });
}

/**
 * A week on the Istio that its config names, for commands that show what it is about.
 * @throws UsageError `bad-config-value` for an Istio that the week is not written for
 */
export async function configured(week: Week): Promise<Week> {
  const { istio } = await readSettings(week.id);
  if (istio !== undefined) requireIstio(week, istio);
  return onIstio(week, istio);
}

/** A week on the Istio that its lab stands on; where none stands, on the one that the config names. */
export async function asItStands(week: Week): Promise<Week> {
  const found = await deployed(week.id);
  return found?.step === undefined
    ? onVersions(week, await versionsOfStack(week.id))
    : onIstio(week, found.istio);
}
