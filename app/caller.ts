import type { StepId } from "../labs/week.js";
import { UsageError } from "../lib/errors.js";
import type { BuildPlan } from "../tools/build-plan.js";
import type { Tell } from "./events.js";

/** What only a person can decide, where it comes up on the way. */
export type Question =
  /** Tools are to be built for minutes. */
  | { readonly kind: "build"; readonly plan: BuildPlan }
  /** Another week stands on the ports that a stack needs, and would be taken down first. */
  | { readonly kind: "take-down"; readonly other: string; readonly stack: string }
  /** A walk through a week puts all back that was changed by hand. */
  | {
      readonly kind: "walk";
      readonly week: string;
      readonly from: StepId;
      readonly through: StepId;
    };

/**
 * Decides a question; false is a no.
 * @throws UsageError where nobody can answer
 */
export type Decide = (question: Question) => Promise<boolean>;

/**
 * Does work that can be stopped: when its signal is aborted it ends early, and leaves nothing torn. Only such work is
 * run by it: whatever else an operation does may be cut at any time.
 */
export type Interruptible = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** Who called an operation: is told what happens, decides, and may stop it. A terminal, a page, a test. */
export interface Caller {
  readonly tell: Tell;
  readonly decide: Decide;
  readonly interruptible: Interruptible;
}

/** Goes on with a yes only. @throws UsageError `declined`, and what `decide` throws */
export async function requireYes({ decide }: Caller, question: Question): Promise<void> {
  if (await decide(question)) return;
  throw declined();
}

/** The error of a no: nothing was changed. */
export const declined = (): UsageError => new UsageError("declined", "Nothing was changed.");
