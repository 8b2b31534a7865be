import type { LabDiff } from "../../app/bring/lab-diff.js";
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
 */
export function printWholeDiff(
  output: Output,
  declared: readonly StepChange[],
  diff: LabDiff,
): void {
  const told = new Set(declared.map(({ title }) => title));
  const others = diff.objects.filter(({ key }) => !told.has(titleOf(key)));
  if (declared.length + others.length === 0) {
    output.print("No changes.");
    return;
  }
  const notHere = new Map(diff.items.map((item) => [item.title, item.notHere]));
  const titled = declared.map((change) => ({
    ...change,
    title: `${change.title}${notHere.get(change.title) ?? ""}`,
  }));
  printEach(output, titled);
  printDiff(output, { ...diff, unchanged: false, items: [], objects: others });
}
