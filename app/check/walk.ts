import type { Result } from "../../checks/result.js";
import { indexOf, type Step, type StepId, type Week } from "../../labs/week.js";
import { messageOf } from "../../lib/errors.js";
import type { StepRun } from "../../cli/check/junit.js";

/** How a walk moves and looks. */
export interface WalkOptions {
  /** Brings the lab to a step. @throws when it can't be brought there, which ends the walk. */
  readonly goTo: (step: StepId) => Promise<void>;
  /** Runs the step's own checks. */
  readonly check: (step: StepId) => Promise<readonly Result[]>;
  /** Told of each step before the lab goes there. */
  readonly onStep: (step: Step) => void;
  readonly onNotRun: (result: Result) => void;
  readonly signal: AbortSignal;
  readonly now?: () => number;
}

/** What came of a walk. */
export interface Walk {
  readonly runs: readonly StepRun[];
  /** What ended it before its last step. */
  readonly error: Error | undefined;
}

/**
 * Goes from step to step and checks each. A failing check does not end it; a lab that can't be brought to a step
 * does, and so does an interruption: the checks of the steps that are left are not run.
 */
export async function walk(
  week: Week,
  { from, through }: { readonly from: StepId; readonly through: StepId },
  options: WalkOptions,
): Promise<Walk> {
  const { now = () => performance.now(), signal } = options;
  const runs: StepRun[] = [];
  let error: Error | undefined;
  let ended: string | undefined;
  for (const step of week.steps.slice(indexOf(week, from), indexOf(week, through) + 1)) {
    const started = now();
    const run = (results: readonly Result[]): StepRun => ({
      step: step.id,
      title: step.title,
      results,
      tookMs: now() - started,
    });
    if (signal.aborted) ended ??= "interrupted";
    if (ended !== undefined) {
      runs.push(run(notRun(step, ended, options)));
      continue;
    }
    options.onStep(step);
    try {
      await options.goTo(step.id);
      runs.push(run(await options.check(step.id)));
    } catch (cause) {
      error = cause instanceof Error ? cause : new Error(messageOf(cause));
      ended = signal.aborted ? "interrupted" : `the lab did not come to step ${step.id}`;
      runs.push({ ...run(notRun(step, ended, options)), error: messageOf(cause) });
    }
  }
  return { runs, error };
}

function notRun(step: Step, why: string, { onNotRun }: WalkOptions): Result[] {
  const results = step.checks.map((check) => ({
    step: step.id,
    check,
    outcome: "not run" as const,
    why,
  }));
  results.forEach(onNotRun);
  return results;
}
