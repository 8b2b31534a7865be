import { stringify } from "yaml";
import { showChange } from "../../labs/diff.js";
import { MARKS } from "../../labs/items/kind.js";
import type { StepChange } from "../../labs/step-changes.js";
import type { Output } from "../terminal/output.js";

/** Up to so many new objects are printed as YAML; of more the names say enough. */
const FEW = 6;

const COLOURS = { added: "green", removed: "red", changed: "yellow" } as const;

/** Prints what a step changes: `+` new, `~` changed field by field, `-` gone. */
export function printChanges(output: Output, changes: readonly StepChange[]): void {
  if (changes.length === 0) {
    output.print("Changes nothing.");
    return;
  }
  output.print(output.paint("dim", "Changes:"));
  const isShort = changes.filter(({ kind }) => kind === "added").length <= FEW;
  for (const { kind, title, fields, whole } of changes) {
    output.print(`  ${output.paint(COLOURS[kind], `${MARKS[kind]} ${title}`)}`);
    for (const field of fields) output.print(`      ${showChange(field)}`);
    if (whole !== undefined && (isShort || typeof whole === "string")) printWhole(output, whole);
  }
}

function printWhole(output: Output, whole: unknown): void {
  const text =
    typeof whole === "string"
      ? whole
      : stringify(whole, { lineWidth: 0, aliasDuplicateObjects: false });
  for (const line of text.trimEnd().split("\n")) output.print(output.paint("dim", `      ${line}`));
}
