import type { Result } from "../../checks/result.js";
import type { Waiting } from "../../checks/run.js";
import { glance } from "../../checks/text.js";
import { duration } from "../../lib/progress.js";
import type { Output } from "../terminal/output.js";

/** Times below this are not worth a word, in ms. */
const WORTH_A_WORD_MS = 100;
/** How often it is told what is waited for, in ms: less often where it takes minutes. */
const TELL_MS = 5_000;
const TELL_LATER_MS = 15_000;
const LATER_MS = 60_000;

/**
 * Prints what came of a check: what was measured, or what was wanted and what was seen instead, a short line each,
 * and what helps.
 * @param verbose whether a failure is told in full: what was asked, and all of the answer.
 */
export function printResult(output: Output, result: Result, verbose = false): void {
  const { step, check } = result;
  if (result.outcome === "not run") {
    output.print(output.paint("dim", `- ${step} ${check.says} (not run: ${result.why})`));
    return;
  }
  const passed = result.outcome === "passed";
  const mark = passed ? output.paint("green", "✓") : output.paint("red", "✗");
  const took = result.tookMs < WORTH_A_WORD_MS ? "" : ` (${duration(result.tookMs)})`;
  output.print(`${mark} ${step} ${check.says}${took}`);
  if (result.outcome === "failed" && result.wanted !== undefined)
    output.print(`    wanted: ${result.wanted}`);
  if (result.seen !== undefined) output.print(`    seen: ${result.seen}`);
  if (!passed && check.hint !== undefined) output.print(`    hint: ${check.hint}`);
  if (verbose) printInFull(output, result);
}

function printInFull(
  output: Output,
  result: Exclude<Result, { readonly outcome: "not run" }>,
): void {
  if (result.outcome === "failed") output.print(`    in full: ${result.text}`);
  const { whole } = result;
  const lines = whole === undefined ? [] : whole.trimEnd().split("\n");
  for (const line of lines) output.print(`      ${line}`);
}

/** Tells now and then which check is waited for, since when, and what was seen last. */
export function waitingTeller(
  say: (line: string) => void,
  now: () => number = Date.now,
): (open: readonly Waiting[]) => void {
  let told = now();
  return (open) => {
    const [first] = open;
    if (first === undefined) return;
    const every = first.waitedMs > LATER_MS ? TELL_LATER_MS : TELL_MS;
    if (now() - told < every) return;
    told = now();
    const more = open.length > 1 ? ` and ${open.length - 1} more` : "";
    const { step, check, waitedMs, seen, wanted } = first;
    const instead = wanted === undefined ? "" : `, wanted ${glance(wanted)}`;
    say(`  waiting for ${step} ${check.says}${more}, ${duration(waitedMs)}: ${seen}${instead}`);
  };
}

/** How many checks came to what. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly notRun: number;
}

export function tallyOf(results: readonly Result[]): Tally {
  const count = (outcome: Result["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed"), notRun: count("not run") };
}

/** `41 passed, 0 failed, 3 not run`. */
export const tallyText = ({ passed, failed, notRun }: Tally): string =>
  `${passed} passed, ${failed} failed, ${notRun} not run`;
