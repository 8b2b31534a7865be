import { keyOf, type KubeObject, type ObjectKey } from "../../labs/kube.js";
import type { Capabilities } from "../../labs/capabilities.js";
import type { LabObject } from "../../labs/objects.js";

/** What is read of an object that was read from a cluster. */
export interface LiveMeta {
  readonly uid?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  }[];
}

/** What a cluster held at one moment, and what it should hold: all that a judge is given. */
export interface Snapshot {
  /** What the lab declares. */
  readonly declared: readonly LabObject[];
  /** What the cluster has of the kinds of `read.ts`, with who wrote it. */
  readonly live: readonly KubeObject[];
  /** What is left in a namespace that is being deleted, by its name. */
  readonly left: ReadonlyMap<string, readonly KubeObject[]>;
  readonly target: Capabilities;
  readonly now: Date;
}

/** What the API server wrote into an object's metadata. */
export const liveMeta = ({ metadata }: KubeObject): LiveMeta => metadata as unknown as LiveMeta;

/** The live objects of some kinds. */
export const ofKind = ({ live }: Snapshot, ...kinds: readonly string[]): readonly KubeObject[] =>
  live.filter(({ kind }) => kinds.includes(kind));

/** The keys of all that the lab declares. */
export const declaredKeys = ({ declared }: Snapshot): ReadonlySet<ObjectKey> =>
  new Set(declared.map(({ key }) => key));

/** The objects that belong to another one: a Deployment's ReplicaSets, a ReplicaSet's pods. */
export const ownedBy = (owner: KubeObject, objects: readonly KubeObject[]): KubeObject[] => {
  const { uid } = liveMeta(owner);
  return objects.filter(
    (object) =>
      uid !== undefined && liveMeta(object).ownerReferences?.some((ref) => ref.uid === uid),
  );
};

/** A condition of an object's status. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

export const conditionOf = (object: KubeObject, type: string): Condition | undefined =>
  ((object["status"] ?? {}) as { readonly conditions?: readonly Condition[] }).conditions?.find(
    (condition) => condition.type === type,
  );

/** A snapshot with objects that were read besides it; those that it has stay. */
export function withObjects(snapshot: Snapshot, others: readonly KubeObject[]): Snapshot {
  const known = new Set(snapshot.live.map(keyOf));
  return {
    ...snapshot,
    live: [...snapshot.live, ...others.filter((object) => !known.has(keyOf(object)))],
  };
}
