import { clusterOf } from "../../labs/contents.js";
import { diffStates } from "../../labs/delta.js";
import { diffObjects, type Change, type ObjectChange } from "../../labs/diff.js";
import { diffLineOf, KINDS, notMadeOn, titleOfItem, type Item } from "../../labs/items/index.js";
import type { DiffLine } from "../../labs/items/kind.js";
import type { LabObject, Where } from "../../labs/objects.js";
import type { Part } from "../../labs/parts/index.js";
import type { Rendered } from "../../components/render/render.js";

/** An item that is new, gone or different, and is told by itself: the cluster, an action. */
export interface ItemLine extends Change, DiffLine {
  readonly title: string;
  /** False on a target that has nothing to make it in. */
  readonly done: boolean;
  /** Why not, as it stands behind a title. Empty: it is made. */
  readonly notHere: string;
  /** Whether it is made, and told, before the objects. */
  readonly isFirst: boolean;
}

/** What differs between two states of a lab, third-party manifests included. */
export interface LabDiff {
  readonly unchanged: boolean;
  /** What no object tells of. */
  readonly items: readonly ItemLine[];
  readonly objects: readonly ObjectChange[];
  /** Whether the cluster comes or goes, and all objects with it. */
  readonly isWhole: boolean;
  /** The component that an object of either side belongs to. */
  readonly partOf: (key: string) => Part | undefined;
}

/** Compares two states on a target, as rendered objects. Needs no cluster. */
export function diffLabs(
  { state: before, objects: old }: Rendered,
  { state: after, objects: new_ }: Rendered,
  { target }: Pick<Where, "target">,
): LabDiff {
  const items = diffStates(before, after).flatMap(({ item, ...change }): ItemLine[] => {
    const line = diffLineOf(item, change);
    if (line === undefined) return [];
    const notHere = notMadeOn(item, target);
    const told = { ...line, text: `${line.text}${notHere}` };
    const done = notHere === "";
    const title = titleOfItem(item);
    return [{ ...change, title, ...told, notHere, done, isFirst: isFirst(item) }];
  });
  const done = items.filter((item) => item.done);
  const objects = diffObjects(old.map(plain), new_.map(plain));
  const parts = new Map([...old, ...new_].map(({ key, part }) => [key, part]));
  return {
    unchanged: done.length + objects.length === 0,
    items,
    objects,
    isWhole: (clusterOf(before) === undefined) !== (clusterOf(after) === undefined),
    partOf: (key) => parts.get(key),
  };
}

const isFirst = ({ kind }: Item): boolean => KINDS.indexOf(kind) < KINDS.indexOf("object");

const plain = ({ object }: LabObject): LabObject["object"] => object;

/** The diff as data, for `--json`. */
export const diffAsJson = ({ items, objects }: LabDiff): object => ({
  items: items.map(({ key, kind, title, fields, done }) => ({ key, kind, title, fields, done })),
  objects,
});
