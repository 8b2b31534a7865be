import type { LoadResult } from "../../checks/fortio.js";
import { printTable, type Output } from "../terminal/output.js";

/** Prints what came of a run: how the calls were answered, and in what time. */
export function printLoad(output: Output, result: LoadResult): void {
  const { calls, qps, codes, average, percentiles } = result;
  printTable(output, [
    ["code", "calls", "share"],
    ...Object.entries(codes).map(([code, count]) => [
      // fortio's own code for it
      code === "-1" ? "no answer" : code,
      `${count}`,
      `${((100 * count) / calls).toFixed(1)} %`,
    ]),
  ]);
  output.print("");
  const shares = Object.entries(percentiles);
  printTable(output, [
    ["calls/s", "average", ...shares.map(([share]) => `P${share}`)],
    [qps.toFixed(1), milliseconds(average), ...shares.map(([, value]) => milliseconds(value))],
  ]);
}

const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`;
