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
  const undone = new Map(
    diff.items.filter(({ done }) => !done).map(({ title, text }) => [title, reasonIn(text)]),
  );
  const titled = declared.map((change) => {
    const reason = undone.get(change.title);
    return reason === undefined ? change : { ...change, title: `${change.title} ${reason}` };
  });
  printEach(output, titled);
  printDiff(output, { ...diff, unchanged: false, items: [], objects: others });
}

/** Why a target has nothing to make an item in, as its line says at the end (labs/items). */
const reasonIn = (line: string): string => /\(not on .*\)$/.exec(line)?.[0] ?? "(not made here)";
