import type { Check, Need } from "../labs/checks.js";
import type { Target } from "../labs/objects.js";
import { indexOf, stateAt, type StepId, type Week } from "../labs/week.js";

/** A check and the step that it belongs to. */
export interface StepCheck {
  readonly step: StepId;
  readonly check: Check;
}

/** What came of a check. One whose need the target lacks is not run, and never passed. */
export type Result = StepCheck &
  (
    | { readonly outcome: "passed"; readonly tookMs: number }
    | { readonly outcome: "failed"; readonly tookMs: number; readonly seen: string }
    | { readonly outcome: "not run"; readonly why: string }
  );

/**
 * The checks that must hold when a lab stands at a step: its own and those of the steps before. Where the step
 * has no cluster (any more) nothing else can hold.
 */
export function checksAt(week: Week, at: StepId): StepCheck[] {
  const place = indexOf(week, at);
  const first = stateAt(week, at).cluster === undefined ? place : 0;
  return week.steps
    .slice(first, place + 1)
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

type Lacked = Exclude<Need, "objects">;

const KWOK_LACKS: Readonly<Record<Lacked, string>> = {
  node: "kwok has no node container",
  book: "the config names no checkout of the book, or kwok has no node to mount it in",
  mesh: "pods are simulated on kwok: there is no proxy",
  traffic: "pods are simulated on kwok: nothing answers requests",
  telemetry: "pods are simulated on kwok: nothing is measured or traced",
  internet: "nothing on kwok reaches the internet",
};

/** What a lab offers to its checks. */
export interface Offer {
  readonly target: Target;
  /** The book's checkout on the host; undefined where the config names none. */
  readonly book?: string | undefined;
}

/** Why a check can't be run in a lab; undefined when it can. */
export function lacking({ needs, probe }: Check, { target, book }: Offer): string | undefined {
  const onHost = probe.kind === "command" && probe.where === "host";
  const offered = needs === "objects" || (needs === "book" && onHost && book !== undefined);
  if (target === "kwok" && !offered) return `needs ${needs}: ${KWOK_LACKS[needs]}`;
  const canRun = probe.kind === "object" || probe.kind === "count" || (onHost && offered);
  return canRun ? undefined : `no runner for ${probe.kind} probes yet`;
}
