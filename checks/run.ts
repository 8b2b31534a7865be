import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../lib/errors.js";
import type { Kubectl } from "../tools/kubectl.js";
import { limited } from "./limited.js";
import { isTraffic, lookOf } from "./look.js";
import { judgeObject, readLive, type LiveObjects } from "./object-probe.js";
import { lacking, type Offer } from "./offer.js";
import type { Result, StepCheck } from "./result.js";
import { plainly, seenWrong, type Seen, type World } from "./seen.js";

const DEFAULT_TIMEOUT_MS = 30_000;
/** How often a check that doesn't hold yet is asked again, in ms. */
const POLL_MS = 500;
/** Looks under way at once: each istioctl takes half a core for a second. */
const AT_ONCE = 4;

/** A check that doesn't hold yet. */
export interface Waiting extends StepCheck {
  readonly waitedMs: number;
  /** What was seen last, as one short line. */
  readonly seen: string;
  /** What was wanted instead; undefined where the check's own sentence says it. */
  readonly wanted?: string;
}

export interface CheckOptions extends Offer, World {
  /** Called with each result as it is known. */
  readonly onResult: (result: Result) => void;
  /** Called after each look with the checks that must be asked again. */
  readonly onWaiting?: (open: readonly Waiting[]) => void;
  /** When it is aborted, no check is asked again: those that are open are not run. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds of a clock that only goes forward. Default: this machine's. */
  readonly now?: () => number;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/**
 * Runs checks, each until it holds or its time is up. Those that only look are asked together; those that send
 * requests come after them, one by one, since one would count what another sent; and in their turn those that look
 * for what is left of it.
 */
export async function runChecks(
  checks: readonly StepCheck[],
  options: CheckOptions,
): Promise<Result[]> {
  const results = new Map<StepCheck, Result>();
  const done = (item: StepCheck, result: Result): void => {
    results.set(item, result);
    options.onResult(result);
  };
  const able = checks.filter((item) => {
    const why = lacking(item.check, options);
    if (why !== undefined) done(item, { ...item, outcome: "not run", why });
    return why === undefined;
  });
  const hasTurn = ({ check }: StepCheck): boolean => check.inTurn ?? isTraffic(check.probe);
  const quiet = able.filter((item) => !hasTurn(item));
  const loud = able.filter(hasTurn);
  for (const group of [quiet, ...loud.map((item) => [item])]) await settle(group, options, done);
  return checks.flatMap((item) => results.get(item) ?? []);
}

/** A check that is asked, and how. */
interface Open {
  readonly item: StepCheck;
  readonly look: (live: Promise<LiveObjects>) => Promise<Seen>;
}

/** Asks some checks together until none is open any more. */
async function settle(
  group: readonly StepCheck[],
  options: CheckOptions,
  done: (item: StepCheck, result: Result) => void,
): Promise<void> {
  const { now = () => performance.now(), pause = pauseOf(options), signal } = options;
  const started = now();
  let open: readonly Open[] = group.map((item) => ({ item, look: lookFor(item, options) }));
  while (open.length > 0) {
    if (signal?.aborted === true) {
      for (const { item } of open) done(item, { ...item, outcome: "not run", why: "interrupted" });
      return;
    }
    const waiting: (Open & Waiting)[] = [];
    await lookAt(open, options.kubectl, (entry, seen) => {
      const { item } = entry;
      const waitedMs = now() - started;
      const isLate = waitedMs >= (item.check.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      if (seen.holds || isLate || seen.final === true) done(item, resultOf(item, seen, waitedMs));
      else waiting.push({ ...entry, ...item, waitedMs, ...shortly(seen) });
    });
    open = waiting;
    if (waiting.length === 0) return;
    options.onWaiting?.(waiting);
    await pause(POLL_MS);
  }
}

const pauseOf =
  ({ signal }: CheckOptions) =>
  (ms: number): Promise<unknown> =>
    sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);

/** So much of an answer is kept for those who want all of it. */
const KEPT = 100_000;

/** What was seen and what was wanted, each as one short line. */
function shortly({ text, wrong }: Seen): { readonly seen: string; readonly wanted?: string } {
  const { seen, wanted } = wrong ?? plainly(text);
  return { seen, ...(wanted === undefined ? {} : { wanted }) };
}

function resultOf(item: StepCheck, seen: Seen, tookMs: number): Result {
  const { holds, text, whole, wrong } = seen;
  if (!holds) {
    const all = wrong?.whole === undefined ? {} : { whole: wrong.whole.slice(0, KEPT) };
    return { ...item, outcome: "failed", ...shortly(seen), text, ...all, tookMs };
  }
  const measured = {
    ...(text === "" ? {} : { seen: text }),
    ...(whole === undefined ? {} : { whole: whole.slice(0, KEPT) }),
  };
  return { ...item, outcome: "passed", ...measured, tookMs };
}

function lookFor({ check: { probe } }: StepCheck, world: World): Open["look"] {
  if (probe.kind !== "object") return lookOf(probe, world);
  return async (live) => seenWrong(judgeObject(probe, await live));
}

/** One look at the lab for each check. The objects of a namespace are read in one call. */
async function lookAt(
  open: readonly Open[],
  kubectl: Kubectl,
  onSeen: (entry: Open, seen: Seen) => void,
): Promise<void> {
  const probes = open.map(({ item }) => item.check.probe);
  const keys = probes.flatMap((probe) => (probe.kind === "object" ? [probe.object] : []));
  const live = readLive(keys, kubectl);
  // it may fail before the first check that waits for it is asked
  live.catch(() => undefined);
  await limited(open, AT_ONCE, async (entry) => {
    // a cluster that doesn't answer may still come up within the time limit
    onSeen(
      entry,
      await entry.look(live).catch((error: unknown) => seenWrong(plainly(lastLine(error)))),
    );
  });
}

const lastLine = (error: unknown): string => messageOf(error).split("\n").at(-1) ?? "";
