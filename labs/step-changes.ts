import { diffStates } from "./delta.js";
import type { Change } from "./diff.js";
import { shownOf, titleOfItem } from "./items/index.js";
import type { Shown } from "./items/kind.js";
import { nothing } from "./state.js";
import { indexOf, stateAt, type Week } from "./week.js";

/** Something of a lab that a step makes, changes or takes away, as a learner reads it. */
export interface StepChange extends Shown {
  readonly kind: Change["kind"];
  /** `VirtualService istioinaction/catalog`, `cluster myk8s`, `addon kiali`. */
  readonly title: string;
}

/**
 * All that a step changes, kind by kind (labs/items/index.ts).
 * @throws Error when the week has no such step.
 */
export function changesOf(week: Week, id: string): readonly StepChange[] {
  const previous = week.steps[indexOf(week, id) - 1];
  const before = previous === undefined ? nothing : stateAt(week, previous.id);
  return diffStates(before, stateAt(week, id)).map(({ item, ...change }) => ({
    kind: change.kind,
    title: titleOfItem(item),
    ...shownOf(item, change),
  }));
}
