import { showChange, type FieldChange } from "../../labs/diff.js";
import { titleOf } from "../../labs/kube.js";
import type { Drift } from "../../checks/drift.js";
import { PARTS } from "../../labs/parts/index.js";
import type { ItemLine, LabDiff } from "../../app/bring/lab-diff.js";
import type { Output } from "../terminal/output.js";

/** From how many new or removed objects of one part on only their number is shown. */
const MANY = 6;
/** With a new or removed cluster everything is new or gone: the number is enough from here on. */
const MANY_OF_ALL = 2;

/** Shows what differs between two states of a lab, field by field. */
export function printDiff(output: Output, diff: LabDiff): void {
  if (diff.unchanged) output.print("No changes.");
  for (const item of diff.items.filter(({ isFirst }) => isFirst)) printItem(output, item);
  printWhole(output, diff, "added");
  printWhole(output, diff, "removed");
  printChanged(output, diff);
  for (const item of diff.items.filter(({ isFirst }) => !isFirst)) printItem(output, item);
}

/** Shows how the cluster differs from what the lab declares, and what it is put back to. */
export function printDrift(output: Output, drift: readonly Drift[]): void {
  const mark = output.paint("yellow", "!");
  const gone = drift.filter(({ fields }) => fields.length === 0);
  const going = gone.filter(({ deleting }) => deleting !== undefined);
  const missing = gone.filter(({ deleting }) => deleting === undefined);
  if (going.length >= MANY)
    output.print(`${mark} ${going.length} objects are being deleted, they are made again`);
  else
    for (const { key } of going)
      output.print(`${mark} ${titleOf(key)} is being deleted, it is made again`);
  if (missing.length >= MANY) output.print(`${mark} ${missing.length} objects are missing`);
  else for (const { key } of missing) output.print(`${mark} ${titleOf(key)} is missing`);
  for (const { key, fields, by } of drift.filter((entry) => entry.fields.length > 0)) {
    const who = by === undefined ? "" : ` (${by})`;
    output.print(`${mark} ${titleOf(key)} was changed by hand${who}, it is put back`);
    for (const { path, before, after } of fields) {
      output.print(`    ${showChange({ path, before: after, after: before })}`);
    }
  }
}

const COLOURS = { "+": "green", "-": "red", "~": "yellow", "*": "cyan" } as const;

/** An item that no object tells of. What comes or goes as a whole is coloured as a whole. */
function printItem(output: Output, { mark, text, fields }: ItemLine): void {
  const isWhole = mark === "+" || mark === "-";
  const line = isWhole ? `${mark} ${text}` : mark;
  output.print(`${output.paint(COLOURS[mark], line)}${isWhole ? "" : ` ${text}`}`);
  fields.forEach((field) => {
    output.print(`    ${colourField(output, field)}`);
  });
}

/** Objects that are new or gone: each by name, or by number where a part has many. */
function printWhole(output: Output, diff: LabDiff, kind: "added" | "removed"): void {
  const [sign, colour] = kind === "added" ? (["+", "green"] as const) : (["-", "red"] as const);
  const whole = diff.objects.filter((change) => change.kind === kind);
  const many = diff.isWhole ? MANY_OF_ALL : MANY;
  for (const part of PARTS) {
    const changes = whole.filter(({ key }) => diff.partOf(key) === part);
    if (changes.length >= many) {
      output.print(output.paint(colour, `${sign} ${part}: ${changes.length} objects`));
    } else {
      for (const { key } of changes) output.print(output.paint(colour, `${sign} ${titleOf(key)}`));
    }
  }
}

/** Objects that change, field by field; what was told of one before is not told again. */
function printChanged(output: Output, diff: LabDiff): void {
  const told = new Map<string, string>();
  for (const { key, fields } of diff.objects.filter(({ kind }) => kind === "changed")) {
    const title = titleOf(key);
    const lines = fields.map((field) => `    ${colourField(output, field)}`);
    const text = lines.join("\n");
    const before = lines.length > 1 ? told.get(text) : undefined;
    told.set(text, before ?? title);
    const same = before === undefined ? "" : `: the same as in ${before}`;
    output.print(`${output.paint("yellow", "~")} ${title}${same}`);
    if (before !== undefined) continue;
    for (const line of lines) output.print(line);
  }
}

const colourField = (output: Output, field: FieldChange): string => {
  if (field.before === undefined) return output.paint("green", showChange(field));
  return field.after === undefined ? output.paint("red", showChange(field)) : showChange(field);
};

/** Prints the actions that are done again, since the processes that they were done in are gone. */
export function printAgain(output: Output, titles: readonly string[]): void {
  for (const title of titles) {
    const why = "its containers were started again since";
    output.print(`${output.paint("cyan", "*")} do again: ${title} (${why})`);
  }
}
