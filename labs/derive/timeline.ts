import { isEmpty } from "../contents.js";
import { diffStates } from "../delta.js";
import { nothing, type LabState } from "../state.js";
import { stateAt, type Step, type StepId, type Week } from "../week.js";

/** A week step by step: the lab at each, and the names of what changed since the one before. */
export interface Timeline {
  readonly steps: readonly Step[];
  readonly states: readonly LabState[];
  readonly changed: readonly ReadonlySet<string>[];
}

export function timelineOf(week: Week): Timeline {
  const states = week.steps.map(({ id }) => stateAt(week, id));
  const changed = states.map((state, place) => changedKeys(states[place - 1] ?? nothing, state));
  return { steps: week.steps, states, changed };
}

/**
 * The next step that ends something; undefined where none does before the teardown: with it all goes, and nothing is
 * asked any more (checks/result.ts).
 * @param ends tells it of a step by its place in the week
 */
export function nextStep(
  { steps, states }: Timeline,
  place: number,
  ends: (later: number) => boolean,
): StepId | undefined {
  const later = steps.findIndex((_step, index) => index > place && ends(index));
  const state = states[later];
  return state === undefined || isEmpty(state) ? undefined : steps[later]?.id;
}

/** The next step that changes anything, or one of some things by their names. */
export const nextChange = (
  timeline: Timeline,
  place: number,
  of?: ReadonlySet<string>,
): StepId | undefined =>
  nextStep(timeline, place, (later) =>
    [...(timeline.changed[later] ?? [])].some((key) => of === undefined || of.has(key)),
  );

const changedKeys = (before: LabState, after: LabState): ReadonlySet<string> =>
  new Set(diffStates(before, after).map(({ key }) => key));
