import type { Result } from "../../checks/result.js";
import { indexOf, type Step, type StepId, type Week } from "../../labs/week.js";
import { messageOf } from "../../lib/errors.js";

/** What came of one step: its checks, and why the lab could not be brought there, if so. */
export interface StepRun {
  readonly step: string;
  readonly title: string;
  readonly results: readonly Result[];
  /** How long it took to bring the lab to the step and to check it, in ms. */
  readonly tookMs: number;
  readonly error?: string;
}

/** How a walk moves and looks. */
export interface WalkOptions<Place> {
  /** Brings the lab to a step. @throws when it can't be brought there, which ends the walk. */
  readonly goTo: (step: StepId) => Promise<Place>;
  /** Runs the step's own checks where the lab was brought to. */
  readonly check: (step: StepId, place: Place) => Promise<readonly Result[]>;
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
export async function walk<Place>(
  week: Week,
  { from, through }: { readonly from: StepId; readonly through: StepId },
  options: WalkOptions<Place>,
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
      const place = await options.goTo(step.id);
      runs.push(run(await options.check(step.id, place)));
    } catch (cause) {
      error = cause instanceof Error ? cause : new Error(messageOf(cause));
      ended = signal.aborted ? "interrupted" : `the lab did not come to step ${step.id}`;
      runs.push({ ...run(notRun(step, ended, options)), error: messageOf(cause) });
    }
  }
  return { runs, error };
}

function notRun(
  step: Step,
  why: string,
  { onNotRun }: Pick<WalkOptions<unknown>, "onNotRun">,
): Result[] {
  const results = step.checks.map((check) => ({
    step: step.id,
    check,
    outcome: "not run" as const,
    why,
  }));
  results.forEach(onNotRun);
  return results;
}
