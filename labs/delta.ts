import { diffMaps, diffValues, type Change, type FieldChange, type ObjectChange } from "./diff.js";
import type { LabState } from "./state.js";
import { stateAt, type Week } from "./week.js";

/** All that differs between two states of a lab. */
export interface StateChange {
  /** Fields of the cluster's spec. A cluster that is new or gone is one change with an empty path. */
  readonly cluster: readonly FieldChange[];
  /** Fields of the IstioOperator's spec, in the same way. */
  readonly mesh: readonly FieldChange[];
  readonly addons: readonly Change[];
  readonly definitions: readonly Change[];
  readonly objects: readonly ObjectChange[];
  readonly actions: readonly Change[];
}

/**
 * What changes from one step of a week to another, in either direction. Needs no cluster and renders
 * nothing: the mesh and the addons are compared by their specs.
 * @throws Error when the week has no such step.
 */
export const delta = (week: Week, from: string, to: string): StateChange =>
  diffStates(stateAt(week, from), stateAt(week, to));

/** What differs between two states, which may be of different weeks. */
export function diffStates(before: LabState, after: LabState): StateChange {
  return {
    cluster: diffValues(before.cluster, after.cluster),
    mesh: diffValues(before.mesh, after.mesh),
    addons: diffMaps(before.addons, after.addons),
    definitions: diffMaps(definitionsIn(before), definitionsIn(after)),
    objects: diffMaps(objectsIn(before), objectsIn(after)),
    actions: diffMaps(before.actions, after.actions),
  };
}

const definitionsIn = ({ definitions }: LabState): Readonly<Record<string, unknown>> =>
  Object.fromEntries(definitions.map((name) => [name, name]));

const objectsIn = ({ objects }: LabState): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(objects).map(([key, { object }]) => [key, object]));

/** Whether nothing differs, as at a step that only looks. */
export const isUnchanged = (change: StateChange): boolean =>
  Object.values(change).every((part: readonly unknown[]) => part.length === 0);
