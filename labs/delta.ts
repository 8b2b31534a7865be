import { diffMaps, type Change } from "./diff.js";
import { KINDS, kindOf, type Item } from "./items/index.js";
import type { LabState } from "./state.js";
import { stateAt, type Week } from "./week.js";

/** An item that is new, gone or different. */
export interface ItemChange extends Change {
  /** As it is afterwards; one that is gone, as it was. */
  readonly item: Item;
}

/**
 * What changes from one step of a week to another, in either direction. Needs no cluster and renders
 * nothing: the mesh and the addons are compared by their specs.
 * @throws Error when the week has no such step.
 */
export const delta = (week: Week, from: string, to: string): readonly ItemChange[] =>
  diffStates(stateAt(week, from), stateAt(week, to));

/** What differs between two states, which may be of different weeks: kind by kind, and sorted by key. */
export function diffStates(before: LabState, after: LabState): readonly ItemChange[] {
  const changes = diffMaps(contentsOf(before), contentsOf(after)).flatMap((change) => {
    const item = after[change.key] ?? before[change.key];
    return item === undefined ? [] : [{ ...change, item }];
  });
  return KINDS.flatMap((kind) => changes.filter(({ item }) => item.kind === kind));
}

const contentsOf = (state: LabState): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(state).map(([key, item]) => [key, kindOf(item).content(item)]));

/** Whether nothing differs, as at a step that only looks. */
export const isUnchanged = (changes: readonly ItemChange[]): boolean => changes.length === 0;
