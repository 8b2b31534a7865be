import { z } from "zod";
import { fortioArguments, type LoadRun } from "../labs/load-runs.js";
import type { HostCommand } from "./command-probe.js";

/** What a run may take beyond its own seconds, in ms: the calls before it and the last answers. */
const SPARE_MS = 30_000;

/** A bar of the histogram: so many calls that took from `start` to `end`, in s. */
export interface Bar {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** What came of a run. */
export interface LoadResult {
  readonly calls: number;
  /** Calls that were made in a second. */
  readonly qps: number;
  /** How many calls were answered with each status; -1: they got no answer. */
  readonly codes: Readonly<Record<number, number>>;
  /** The mean of all calls, in s. */
  readonly average: number;
  /** In how many seconds so many percent of the calls were answered. */
  readonly percentiles: Readonly<Record<number, number>>;
  readonly histogram: readonly Bar[];
}

const schema = z.object({
  ActualQPS: z.number(),
  RetCodes: z.record(z.string(), z.number()),
  DurationHistogram: z.object({
    Count: z.number(),
    Avg: z.number(),
    // fortio writes null where it has none
    Data: z.array(z.object({ Start: z.number(), End: z.number(), Count: z.number() })).nullable(),
    Percentiles: z.array(z.object({ Percentile: z.number(), Value: z.number() })).nullish(),
  }),
});

/**
 * Runs fortio, which ends by itself.
 * @throws ToolError `command-failed` when it could not run, as when its first call fails and that is not allowed.
 */
export async function runLoad(run: LoadRun, host: HostCommand): Promise<LoadResult> {
  const [verb = "", ...args] = fortioArguments(run);
  const timeoutMs = run.seconds * 1000 + SPARE_MS;
  const { stdout } = await host(["fortio", verb, "-json", "-", ...args], { timeoutMs });
  const { ActualQPS, RetCodes, DurationHistogram } = schema.parse(JSON.parse(stdout));
  const { Count, Avg, Data, Percentiles } = DurationHistogram;
  return {
    calls: Count,
    qps: ActualQPS,
    codes: RetCodes,
    average: Avg,
    percentiles: Object.fromEntries(
      (Percentiles ?? []).map(({ Percentile, Value }) => [Percentile, Value]),
    ),
    histogram: (Data ?? []).map(({ Start, End, Count: count }) => ({
      start: Start,
      end: End,
      count,
    })),
  };
}
