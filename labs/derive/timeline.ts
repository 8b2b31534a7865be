import { diffStates } from "../delta.js";
import { nothing, type LabState } from "../state.js";
import { stateAt, type Step, type Week } from "../week.js";

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

function changedKeys(before: LabState, after: LabState): ReadonlySet<string> {
  const { cluster, mesh, objects, ...named } = diffStates(before, after);
  const others = Object.entries(named).flatMap(([what, changes]) =>
    changes.map(({ key }) => `${what}/${key}`),
  );
  return new Set([
    ...(cluster.length > 0 ? ["cluster"] : []),
    ...(mesh.length > 0 ? ["mesh"] : []),
    ...objects.map(({ key }) => key),
    ...others,
  ]);
}
