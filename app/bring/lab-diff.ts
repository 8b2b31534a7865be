import { diffStates } from "../../labs/delta.js";
import { diffObjects, type FieldChange, type ObjectChange } from "../../labs/diff.js";
import type { LabObject, Where } from "../../labs/objects.js";
import type { Part } from "../../labs/parts/index.js";
import type { Rendered } from "../../components/render/render.js";

/** Something outside Kubernetes that is done, done again or taken back. */
export interface ActionChange {
  readonly kind: "added" | "removed" | "changed";
  readonly title: string;
  /** False on a target that has nothing to do it to. */
  readonly done: boolean;
}

/** What differs between two states of a lab, third-party manifests included. */
export interface LabDiff {
  readonly unchanged: boolean;
  readonly cluster: readonly FieldChange[];
  readonly objects: readonly ObjectChange[];
  readonly actions: readonly ActionChange[];
  /** The component that an object of either side belongs to. */
  readonly partOf: (key: string) => Part | undefined;
}

/** Compares two states on a target, as rendered objects. Needs no cluster. */
export function diffLabs(
  { state: before, objects: old }: Rendered,
  { state: after, objects: new_ }: Rendered,
  where: Pick<Where, "target">,
): LabDiff {
  const { cluster, actions: changed } = diffStates(before, after);
  const actions = changed.map(({ key, kind }) => ({
    kind,
    title: (after.actions[key] ?? before.actions[key])?.title ?? key,
    done: where.target.runs.pods,
  }));
  const done = actions.filter((action) => action.done);
  const objects = diffObjects(old.map(plain), new_.map(plain));
  const parts = new Map([...old, ...new_].map(({ key, part }) => [key, part]));
  return {
    unchanged: cluster.length + done.length + objects.length === 0,
    cluster,
    objects,
    actions,
    partOf: (key) => parts.get(key),
  };
}

const plain = ({ object }: LabObject): LabObject["object"] => object;

/** The diff as data, for `--json`. */
export const diffAsJson = ({ cluster, objects, actions }: LabDiff): object => ({
  cluster,
  objects,
  actions,
});
