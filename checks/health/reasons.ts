import type { KubeObject } from "../../labs/kube.js";
import { podReasons, type KubeEvent, type Pod } from "../pod-reasons.js";
import { helpAgainst, refusal } from "../refused-pods.js";
import { conditionOf, liveMeta, ofKind, ownedBy, type Snapshot } from "./snapshot.js";

/** Why a workload is not available. */
export interface Reason {
  readonly text: string;
  /** Whether waiting does not help. */
  readonly stuck: boolean;
  readonly help?: string;
}

/**
 * The reason of a workload's own: that its pods can't be made (a quota, an admission), that they don't start, or what
 * the workload says itself.
 */
export function reasonFor(workload: KubeObject, snapshot: Snapshot): Reason {
  if (workload.kind === "Pod") return ofPods([workload], snapshot) ?? NONE;
  const sets = ownedBy(workload, ofKind(snapshot, "ReplicaSet")).sort(newestFirst);
  const failure =
    sets.map(failureOf).find((text) => text !== undefined) ??
    failureOf(workload) ??
    failedCreate([workload, ...sets], snapshot);
  if (failure !== undefined) return refused(failure, workload.metadata.namespace ?? "");
  const pods = [workload, ...sets].flatMap((owner) => ownedBy(owner, ofKind(snapshot, "Pod")));
  const own = ofPods(pods, snapshot);
  if (own !== undefined) return own;
  if (((workload["spec"] ?? {}) as { readonly paused?: boolean }).paused === true) return PAUSED;
  if (pods.length === 0) return { text: "its pods are not made yet", stuck: false };
  return { text: conditionOf(workload, "Available")?.message ?? NONE.text, stuck: false };
}

const NONE: Reason = { text: "Kubernetes gives no reason yet", stuck: false };
const PAUSED: Reason = { text: "its rollout is paused", stuck: true };

const revisionOf = ({ metadata }: KubeObject): number =>
  Number(metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0);

const newestFirst = (a: KubeObject, b: KubeObject): number => revisionOf(b) - revisionOf(a);

function failureOf(object: KubeObject): string | undefined {
  const condition = conditionOf(object, "ReplicaFailure");
  return condition?.status === "True" ? condition.message : undefined;
}

/** StatefulSets and DaemonSets say it in an event only. */
function failedCreate(owners: readonly KubeObject[], snapshot: Snapshot): string | undefined {
  const [workload] = owners;
  if (workload?.kind === "Deployment") return undefined;
  const uids = new Set(owners.map((owner) => liveMeta(owner).uid));
  const events = ofKind(snapshot, "Event") as unknown as readonly KubeEvent[];
  return events.findLast(
    ({ reason, involvedObject }) => reason === "FailedCreate" && uids.has(involvedObject.uid),
  )?.message;
}

function refused(message: string, namespace: string): Reason {
  const help = helpAgainst(message, namespace);
  const reason = { text: refusal(message), stuck: true };
  return help === undefined ? reason : { ...reason, help };
}

function ofPods(pods: readonly KubeObject[], snapshot: Snapshot): Reason | undefined {
  const events = ofKind(snapshot, "Event") as unknown as readonly KubeEvent[];
  const [first] = podReasons([...(pods as unknown as readonly Pod[]), ...events]);
  return first === undefined ? undefined : { text: first, stuck: false };
}
