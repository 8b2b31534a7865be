import type { Check } from "../labs/checks.js";
import { clusterOf, isEmpty } from "../labs/contents.js";
import { indexOf, stateAt, type Step, type StepId, type Week } from "../labs/week.js";

/** A check and the step that it belongs to. */
export interface StepCheck {
  readonly step: StepId;
  readonly check: Check;
}

/** How a check was run. */
interface Run {
  readonly tookMs: number;
}

/** What a check saw in place of what it wanted. */
interface Failure {
  /** What was seen last, as one short line. */
  readonly seen: string;
  /** What was wanted, as one short line; undefined where the check's own sentence says it. */
  readonly wanted?: string;
  /** A sentence: what was asked, what was seen, what was wanted. */
  readonly text: string;
  /** All of the answer, where the sentence shows its beginning. */
  readonly whole?: string;
}

/** What came of a check. One whose need the lab lacks is not run, and never passed. */
export type Result = StepCheck &
  (
    | ({
        readonly outcome: "passed";
        readonly seen?: string;
        /** All that was looked at, where `seen` counts it only. */
        readonly whole?: string;
      } & Run)
    | ({ readonly outcome: "failed" } & Failure & Run)
    | { readonly outcome: "not run"; readonly why: string }
  );

/**
 * The checks that must hold when a lab stands at a step: its own and those of the steps before, but for steps beside
 * the way. Where nothing is left nothing else can hold; where only the cluster is gone, nothing of the steps that had
 * one.
 */
export function checksAt(week: Week, at: StepId): StepCheck[] {
  const place = indexOf(week, at);
  const state = stateAt(week, at);
  const isGone = clusterOf(state) === undefined;
  const canHold = ({ id, beside }: Step): boolean =>
    id === at ||
    (beside !== true && !isEmpty(state) && !(isGone && clusterOf(stateAt(week, id)) !== undefined));
  return week.steps
    .slice(0, place + 1)
    .filter(canHold)
    .flatMap((step) =>
      step.checks
        .filter(({ until }) => until === undefined || indexOf(week, until) > place)
        .map((check) => ({ step: step.id, check })),
    );
}

/** The checks of one step. */
export function checksOf(week: Week, id: StepId): StepCheck[] {
  const step = week.steps[indexOf(week, id)];
  return (step?.checks ?? []).map((check) => ({ step: id, check }));
}
