import { styleText } from "node:util";

/** Where a command writes: results to standard output, progress to standard error. */
export interface Output {
  /** A line of the result. */
  readonly print: (line: string) => void;
  /** A line about what is going on. */
  readonly say: (line: string) => void;
  /** Colours a text of the result, where it goes to a terminal. */
  readonly paint: (colour: Colour, text: string) => string;
}

export type Colour = "green" | "red" | "yellow" | "cyan" | "dim" | "bold";

/** The process's own streams. Colours only on a terminal, and never under NO_COLOR. */
export const terminal: Output = {
  print: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  paint: (colour, text) =>
    process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "" ? styleText(colour, text) : text,
};

/** Prints a value for machines: the whole result of a command under `--json`. */
export function printJson(output: Output, value: unknown): void {
  output.print(JSON.stringify(value, null, 2));
}

/** Prints rows with aligned columns; the last column is not padded. */
export function printTable(output: Output, rows: readonly (readonly string[])[]): void {
  for (const line of tableOf(rows)) output.print(line);
}

/** The lines of such a table. */
export function tableOf(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
    );
    return cells.join("  ").trimEnd();
  });
}
