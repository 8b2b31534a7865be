import { UsageError } from "../lib/errors.js";
import { duration } from "../lib/progress.js";
import { label, type Run } from "./run.js";
import { secondsFor, type Unit } from "./tool.js";

/** From how many seconds on builds are asked about: nobody minds less. */
const ASKED_FROM_S = 60;

/** What must be built because no release could be had. */
export interface BuildPlan {
  /** `kubernetes 1.23.17 (6 min 40 s)`, the longest first. */
  readonly parts: readonly string[];
  /** How long all of it takes with empty caches on 2 cores, in seconds. */
  readonly seconds: number;
}

/** Answers whether something that takes minutes is to be built now. */
export type Agree = (plan: BuildPlan) => Promise<boolean>;

/** The plan for the missing tools of some units. */
function planOf(units: readonly Unit[], missing: readonly string[]): BuildPlan {
  const timed = units.map((unit) => {
    const tools = unit.tools.filter(({ name }) => missing.includes(name));
    return { what: label(unit, tools), seconds: secondsFor(unit, tools) };
  });
  const longestFirst = timed.sort((a, b) => b.seconds - a.seconds);
  return {
    parts: longestFirst.map(({ what, seconds }) => `${what} (${duration(seconds * 1000)})`),
    seconds: timed.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** A time that is only an estimate: `17 min`. */
export const inMinutes = (seconds: number): string => `${Math.ceil(seconds / 60)} min`;

/**
 * Announces builds that take minutes, with their time, and asks whether they are to be made.
 * @throws UsageError `build-declined`
 */
export async function agreeOn(
  run: Run,
  units: readonly Unit[],
  missing: readonly string[],
): Promise<void> {
  const plan = planOf(units, missing);
  if (plan.seconds < ASKED_FROM_S) return;
  const { context } = run;
  const text = `no release could be had; to be built from sources: ${plan.parts.join(", ")}; up to ${inMinutes(plan.seconds)} with cold caches`;
  context.progress({ what: "tools", state: "working", text });
  if (await context.agree(plan)) return;
  throw declined(run, units);
}

function declined(run: Run, units: readonly Unit[]): UsageError {
  const attempts = units.flatMap(({ name }) => run.attempts.get(name) ?? []);
  const reasons = new Set(attempts.map(({ source, reason }) => `\n  ${source}: ${reason}`));
  const names = units.map(({ name, version }) => `${name} ${version}`).join(", ");
  const message = `Nothing was built, so these are still missing: ${names}. Why no release could be had:${[...reasons].join("")}`;
  const better = attempts.flatMap(({ next }) => next ?? []).at(-1);
  return new UsageError("build-declined", message, {
    next: better ?? "the same command again, and answer y",
  });
}
