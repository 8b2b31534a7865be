import { objectsIn } from "./contents.js";
import type { ObjectKey } from "./kube.js";
import type { LabState } from "./state.js";
import type { StepId } from "./ids.js";
import { stateAt, type Week } from "./week.js";

/**
 * Objects that a controller makes for one of the lab's, under names that the lab uses itself at other steps.
 * Kubernetes deletes them some time after their owner: whatever the lab had made under their names by then would go
 * with them. `lab` stops over; plain `pulumi up` does not, and `lab up` then makes again what it finds missing.
 */
export interface Stopover {
  /** The object that they belong to. */
  readonly owner: ObjectKey;
  /** Those of them whose names the lab uses as well. */
  readonly owned: readonly ObjectKey[];
  /** A step without the owner and without their names, where the lab waits until they are gone. */
  readonly via: StepId;
}

/** Where a lab must stop on its way to a step; undefined where nothing stands in the way. */
export function stopoverTo(week: Week, standing: LabState, to: StepId): Stopover | undefined {
  const [before, target] = [objectsIn(standing), objectsIn(stateAt(week, to))];
  return week.stopovers?.find(
    ({ owner, owned }) =>
      owner in before && !(owner in target) && owned.some((key) => key in target),
  );
}
