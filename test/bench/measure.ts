import type { Ran } from "../support/checkout.js";
import { median, type Budget } from "./report.js";

/** Runs of the short operations; the median counts, since machines are noisy. */
const RUNS = 3;

/** Runs a command and gives its time in seconds. @throws Error when it fails: a failure has no time. */
export async function timed(run: () => Promise<Ran>): Promise<number> {
  const started = performance.now();
  const { exitCode, all } = await run();
  if (exitCode !== 0) throw new Error(`a command of the bench failed:\n${all}`);
  return (performance.now() - started) / 1000;
}

/** The median time of some runs, in seconds. */
export async function repeated(run: () => Promise<Ran>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) times.push(await timed(run));
  return median(times);
}

/** A budget in seconds, with what was reached. */
export const seconds = (what: string, limit: number, figure: number): Budget => ({
  what,
  limit,
  unit: "s",
  figure,
});
