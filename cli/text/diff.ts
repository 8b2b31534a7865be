import { showChange, type FieldChange, type ObjectChange } from "../../labs/diff.js";
import { titleOf } from "../../labs/kube.js";
import type { Change } from "../../labs/diff.js";
import type { LabDiff } from "../lab-diff.js";
import type { Output } from "../output.js";

/** From how many new or removed objects of one part on only their number is shown. */
const MANY = 6;

/** Shows what differs between two states of a lab, field by field. */
export function printDiff(output: Output, diff: LabDiff): void {
  if (diff.unchanged) {
    output.print("No changes.");
    return;
  }
  printFields(output, "cluster", diff.cluster);
  printWhole(output, diff, "added");
  printWhole(output, diff, "removed");
  for (const change of diff.objects.filter(({ kind }) => kind === "changed")) {
    output.print(`${output.paint("yellow", "~")} ${titleOf(change.key)}`);
    change.fields.forEach((field) => {
      output.print(`    ${colourField(output, field)}`);
    });
  }
  diff.actions.forEach((change) => {
    printAction(output, change);
  });
}

function printFields(output: Output, title: string, fields: readonly FieldChange[]): void {
  const [first] = fields;
  if (first === undefined) return;
  if (first.path === "") {
    const added = first.before === undefined;
    output.print(
      added ? output.paint("green", `+ ${title}`) : output.paint("red", `- ${title} and all in it`),
    );
    return;
  }
  output.print(`${output.paint("yellow", "~")} ${title}`);
  fields.forEach((field) => {
    output.print(`    ${colourField(output, field)}`);
  });
}

/** Objects that are new or gone: each by name, or by number where a part has many. */
function printWhole(output: Output, diff: LabDiff, kind: "added" | "removed"): void {
  const [sign, colour] = kind === "added" ? (["+", "green"] as const) : (["-", "red"] as const);
  const parts = new Map<string, ObjectChange[]>();
  for (const change of diff.objects.filter((candidate) => candidate.kind === kind)) {
    const part = diff.partOf(change.key);
    parts.set(part, [...(parts.get(part) ?? []), change]);
  }
  for (const [part, changes] of parts) {
    if (changes.length >= MANY) {
      output.print(output.paint(colour, `${sign} ${part}: ${changes.length} objects`));
    } else {
      for (const { key } of changes) output.print(output.paint(colour, `${sign} ${titleOf(key)}`));
    }
  }
}

const colourField = (output: Output, field: FieldChange): string => {
  if (field.before === undefined) return output.paint("green", showChange(field));
  return field.after === undefined ? output.paint("red", showChange(field)) : showChange(field);
};

function printAction(output: Output, { key, kind, fields }: Change): void {
  const verb = { added: "do", removed: "undo", changed: "do again" }[kind];
  const title = fields.find(({ path }) => path === "title")?.after;
  output.print(`${output.paint("cyan", "*")} ${verb}: ${typeof title === "string" ? title : key}`);
}
