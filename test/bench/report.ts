/** One line of the budgets in the README. */
export interface Budget {
  readonly what: string;
  readonly limit: number;
  readonly unit: "s" | "×";
  readonly figure: number;
}

/** The middle of some figures; of an even number the upper one of the two. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints the budgets as a table that can be pasted into a note. */
export function printBudgets(budgets: readonly Budget[]): void {
  const rows = budgets.map(({ what, limit, unit, figure }) => {
    const verdict = figure <= limit ? "met" : "OVER";
    return `| ${what.padEnd(38)} | ${`${limit} ${unit}`.padStart(6)} | ${`${figure.toFixed(1)} ${unit}`.padStart(7)} | ${verdict} |`;
  });
  const head = `| ${"what".padEnd(38)} | budget | reached |      |`;
  const rule = `| ${"-".repeat(38)} | -----: | ------: | ---- |`;
  process.stdout.write(`${[head, rule, ...rows].join("\n")}\n`);
}
