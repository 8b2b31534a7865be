import type { Output } from "../terminal/output.js";

/** Says which fields force a new cluster and what is lost with the old one; nothing when none does. */
export function printReplacement(output: Output, week: string, fields: readonly string[]): void {
  if (fields.length === 0) return;
  const head = `-+ the cluster of ${week} is replaced: these can't change while it lives`;
  output.print(output.paint("red", head));
  for (const field of fields) output.print(`    ${field}`);
  output.print(
    "  Lost: all in it, also what you changed by hand. The lab's objects are made again, and the images",
  );
  output.print("  are loaded into the new node again.");
}
