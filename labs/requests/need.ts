import type { LabObject } from "../objects.js";
import type { StepId } from "../week.js";
import { NODE_REQUESTS } from "./node.js";
import { plus, type Amount } from "./pod.js";
import { requestsOf } from "./requests.js";

/** The objects of a week at one of its steps. */
export interface AtStep {
  readonly step: StepId;
  readonly objects: readonly LabObject[];
}

/** The most that a week reserves at any of its steps, with what the node reserves for itself, and where that is. */
export interface Need {
  readonly millicores: { readonly step: StepId; readonly amount: number };
  readonly bytes: { readonly step: StepId; readonly amount: number };
}

/** What a lab reserves at one step, its node included. */
export const neededBy = (objects: readonly LabObject[]): Amount =>
  plus(requestsOf(objects), NODE_REQUESTS);

/**
 * The most of all steps, each time the first one of them.
 * @throws RangeError for no steps at all.
 */
export function mostNeeded(steps: readonly AtStep[]): Need {
  const needs = steps.map(({ step, objects }) => ({ step, amount: neededBy(objects) }));
  const largest = (of: keyof Amount) =>
    needs
      .map(({ step, amount }) => ({ step, amount: amount[of] }))
      .reduce((best, each) => (each.amount > best.amount ? each : best));
  if (needs.length === 0) throw new RangeError("a need is that of at least one step");
  return { millicores: largest("millicores"), bytes: largest("bytes") };
}
