import { delta, isUnchanged } from "../../labs/delta.js";
import { titleOf } from "../../labs/kube.js";
import { indexOf, type Week } from "../../labs/week.js";
import { stepNamed } from "../../stacks/config.js";
import { openLab, stepOf } from "../../app/lab/lab.js";
import { printJson, type Output } from "../output.js";
import { weekMeant, weekOfStep } from "../../app/stack/session.js";
import { printStep } from "../text/step.js";

/** `lab show 1.57`: the lesson of a step, what it changes, what to type, what is checked. */
export async function show(
  stepId: string | undefined,
  flags: { readonly json?: boolean },
  output: Output,
): Promise<void> {
  const week = stepId === undefined ? await weekMeant(undefined) : weekOfStep(stepId);
  const id = stepId === undefined ? stepOf(await openLab(week)) : stepNamed(week, stepId);
  if (flags.json === true) {
    printJson(output, asJson(week, id));
    return;
  }
  printStep(output, week, id);
  const changed = changedKeys(week, id).map(titleOf);
  output.print("");
  output.print(changed.length === 0 ? "Changes no object." : `Objects: ${changed.join(", ")}`);
  const { checks = [] } = week.steps[indexOf(week, id)] ?? {};
  for (const { says, needs } of checks) output.print(`Check: ${says} (needs ${needs})`);
}

function changedKeys(week: Week, id: string): string[] {
  const before = week.steps[indexOf(week, id) - 1];
  if (before === undefined) return [];
  const change = delta(week, before.id, id);
  if (isUnchanged(change)) return [];
  const own = change.objects.map(({ key }) => key);
  const mesh = change.mesh.length > 0 ? ["IstioOperator/istio-system/installed-state"] : [];
  return [...own, ...mesh, ...change.addons.map(({ key }) => `addon/${key}`)];
}

function asJson(week: Week, id: string): object {
  const step = week.steps[indexOf(week, id)];
  const { patch: _patch, ...data } = step ?? {};
  return { week: week.id, ...data, changes: changedKeys(week, id) };
}
