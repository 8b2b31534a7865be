import { keyOf, titleOf, type KubeObject, type ObjectKey } from "../labs/kube.js";
import { addressOf } from "./health/address.js";
import { clock } from "./health/clock.js";
import type { Problem } from "./health/problem.js";
import { conditionOf, declaredKeys, liveMeta, ofKind, type Snapshot } from "./health/snapshot.js";

/** Since when an object is being deleted; undefined where it is not, and where there is none. */
export const deletionOf = (object: KubeObject | undefined): string | undefined =>
  object === undefined ? undefined : liveMeta(object).deletionTimestamp;

/** How many of those that hold a namespace are named. */
const SHOWN = 3;
/** How long after the end of its grace a pod may take to be gone, in ms. */
const POD_LIMIT_MS = 60_000;

/** Finalizers of Kubernetes itself: they wait for others, and nobody need take them away. */
const WAITING = new Set([
  ...["foregroundDeletion", "orphan", "kubernetes", "kubernetes.io/pvc-protection"],
  "customresourcecleanup.apiextensions.k8s.io",
]);

/** The finalizers that somebody must take away. */
const holdingFinalizers = (object: KubeObject): readonly string[] =>
  (liveMeta(object).finalizers ?? []).filter((name) => !WAITING.has(name));

/** Namespaces, objects of the lab and pods that are being deleted, and what holds them (faults F04, F14). */
export function deletions(snapshot: Snapshot): Problem[] {
  const keys = declaredKeys(snapshot);
  const going = new Set(
    ofKind(snapshot, "Namespace")
      .filter((namespace) => deletionOf(namespace) !== undefined)
      .map(({ metadata }) => metadata.name),
  );
  return snapshot.live.flatMap((object): Problem[] => {
    const since = deletionOf(object);
    if (since === undefined) return [];
    if (object.kind === "Namespace") return ofNamespace(object, since, snapshot);
    if (going.has(object.metadata.namespace ?? "")) return [];
    if (keys.has(keyOf(object))) return [ofObject(object, since, snapshot.now)];
    const isStuck = object.kind === "Pod" && isOverdue(since, snapshot.now);
    return isStuck ? [ofPod(object, since, snapshot.now)] : [];
  });
}

const isOverdue = (since: string, now: Date): boolean =>
  now.getTime() - new Date(since).getTime() > POD_LIMIT_MS;

const WAIT = { how: "wait" } as const;

function ofNamespace(namespace: KubeObject, since: string, snapshot: Snapshot): Problem[] {
  const keys = declaredKeys(snapshot);
  const object = keyOf(namespace);
  const content = snapshot.left.get(namespace.metadata.name) ?? [];
  const holders = content.filter((each) => holdingFinalizers(each).length > 0);
  const {
    text = "",
    help,
    isLabs,
  } = ofDiscovery(namespace, keys) ??
  ofHolders(holders.filter((each) => !keys.has(keyOf(each)))) ??
  ofItself(namespace) ??
  {};
  const rest = content.length === 0 ? "" : `, ${content.length} objects are left in it`;
  const says = `Namespace ${namespace.metadata.name} is being deleted since ${clock(since, snapshot.now)}`;
  const isHeld = text !== "";
  return [
    {
      ...{ code: "being-deleted", object, cure: WAIT, stuck: isHeld && isLabs !== true },
      says: isHeld ? `${says}, held by ${text}` : `${says}${rest}`,
      // a namespace of the learner's own is nothing to the lab
      weight: keys.has(object) ? "fault" : "note",
      ...(help === undefined ? {} : { help }),
    },
    ...holders
      .filter((each) => keys.has(keyOf(each)))
      .map((each) => ofObject(each, deletionOf(each) ?? since, snapshot.now)),
  ];
}

interface Holder {
  readonly text: string;
  readonly help?: string;
  /** Whether the lab declares it, and so puts it right itself. Default: false. */
  readonly isLabs?: boolean;
}

/** An API that others serve and that does not answer: what it has in the namespace can't be known. */
function ofDiscovery(namespace: KubeObject, keys: ReadonlySet<ObjectKey>): Holder | undefined {
  const condition = conditionOf(namespace, "NamespaceDeletionDiscoveryFailure");
  if (condition?.status !== "True") return undefined;
  const message = condition.message ?? "";
  const [, group, version] = /: ([\w.-]+)\/(v\w+)/.exec(message) ?? [];
  if (group === undefined || version === undefined)
    return { text: `an API that does not answer (${message})`, help: "kubectl get apiservices" };
  const service = `${version}.${group}`;
  const text = `APIService ${service}, which does not answer`;
  return keys.has(`APIService/${service}`)
    ? { text, isLabs: true }
    : { text, help: `kubectl delete apiservice ${service}` };
}

function ofHolders(holders: readonly KubeObject[]): Holder | undefined {
  const [first] = holders;
  if (first === undefined) return undefined;
  const named = holders
    .slice(0, SHOWN)
    .map((each) => `${each.kind} ${each.metadata.name} (${finalizersIn(each)})`);
  const more = holders.length > SHOWN ? ` and ${holders.length - SHOWN} more` : "";
  return { text: `${named.join(", ")}${more}`, help: release(first) };
}

function ofItself(namespace: KubeObject): Holder | undefined {
  if (holdingFinalizers(namespace).length === 0) return undefined;
  return { text: `its own ${finalizersIn(namespace)}`, help: release(namespace) };
}

/** An object that the lab declares: what holds it was put on it by hand, and is taken off. */
function ofObject(object: KubeObject, since: string, now: Date): Problem {
  const key = keyOf(object);
  const says = `${titleOf(key)} is being deleted since ${clock(since, now)}`;
  const about = { code: "being-deleted", object: key, weight: "fault" } as const;
  if (holdingFinalizers(object).length > 0) {
    const cure = { how: "release", object } as const;
    return { ...about, says: `${says}, held by its ${finalizersIn(object)}`, cure };
  }
  if (object.kind !== "CustomResourceDefinition") return { ...about, says, cure: WAIT };
  const help = `kubectl get ${object.metadata.name} -A`;
  return { ...about, says: `${says}, the objects of its kind go first`, help, cure: WAIT };
}

function ofPod(pod: KubeObject, since: string, now: Date): Problem {
  const key = keyOf(pod);
  const isHeld = holdingFinalizers(pod).length > 0;
  const why = isHeld ? `held by its ${finalizersIn(pod)}` : "and its node has not ended it";
  return {
    ...{ code: "being-deleted", object: key, weight: "note" },
    says: `${titleOf(key)} is being deleted since ${clock(since, now)}, ${why}`,
    help: isHeld ? release(pod) : `kubectl delete ${addressOf(pod)} --force --grace-period 0`,
  };
}

const finalizersIn = (object: KubeObject): string =>
  `finalizer ${holdingFinalizers(object).join(", ")}`;

/** The command that lets an object go; what it waited for is skipped. */
const release = (object: KubeObject): string =>
  `kubectl patch ${addressOf(object)} --type merge -p '{"metadata":{"finalizers":null}}'`;
