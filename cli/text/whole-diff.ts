import type { LabDiff } from "../../app/bring/lab-diff.js";
import type { Capabilities } from "../../labs/capabilities.js";
import { titleOf } from "../../labs/kube.js";
import type { Output } from "../terminal/output.js";
import type { StepChange } from "../../labs/step-changes.js";
import { printEach } from "./change.js";
import { printDiff } from "./diff.js";

/**
 * Prints all that differs between two states of a lab: what the steps declare as a whole, as `lab show` does, and what
 * comes of it in the objects that others write, field by field.
 * @param declared what differs in the states themselves
 * @param diff the same once the manifests of others are rendered
 * @param target what it is rendered for
 */
export function printWholeDiff(
  output: Output,
  declared: readonly StepChange[],
  diff: LabDiff,
  target: Pick<Capabilities, "name">,
): void {
  const told = new Set(declared.map(({ title }) => title));
  const others = diff.objects.filter(({ key }) => !told.has(titleOf(key)));
  if (declared.length + others.length === 0) {
    output.print("No changes.");
    return;
  }
  const undone = new Set(diff.items.filter(({ done }) => !done).map(({ title }) => title));
  const titled = declared.map((change) =>
    undone.has(change.title)
      ? { ...change, title: `${change.title} (not on ${target.name}: pods are simulated)` }
      : change,
  );
  printEach(output, titled);
  printDiff(output, { ...diff, unchanged: false, items: [], objects: others });
}
