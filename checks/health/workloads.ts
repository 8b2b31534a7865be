import { keyOf, titleOf, type KubeObject } from "../../labs/kube.js";
import { deletionOf } from "../deletion.js";
import type { Problem } from "./problem.js";
import { reasonFor } from "./reasons.js";
import { conditionOf, declaredKeys, liveMeta, ofKind, type Snapshot } from "./snapshot.js";

/** The cluster's own: without them names are not found, and no pod has a network. */
const OWN_NAMESPACES = new Set(["kube-system", "local-path-storage"]);

interface WorkloadSpec {
  readonly replicas?: number;
  readonly paused?: boolean;
}

interface WorkloadStatus {
  readonly availableReplicas?: number;
  readonly updatedReplicas?: number;
  readonly observedGeneration?: number;
  /** Of a DaemonSet. */
  readonly desiredNumberScheduled?: number;
  readonly numberAvailable?: number;
}

/** Workloads and pods of the lab that do not run as they should, each with the reason that Kubernetes has. */
export function unavailable(snapshot: Snapshot): Problem[] {
  const keys = declaredKeys(snapshot);
  const matters = (object: KubeObject): boolean =>
    deletionOf(object) === undefined &&
    (keys.has(keyOf(object)) ||
      OWN_NAMESPACES.has(object.metadata.namespace ?? "") ||
      liveMeta(object).ownerReferences !== undefined);
  const workloads = ofKind(snapshot, "Deployment", "StatefulSet", "DaemonSet").filter(matters);
  const pods = ofKind(snapshot, "Pod").filter((pod) => keys.has(keyOf(pod)) && matters(pod));
  return [
    ...workloads.flatMap((workload) => ofWorkload(workload, snapshot)),
    ...pods.flatMap((pod) => ofPod(pod, snapshot)),
  ];
}

function ofWorkload(workload: KubeObject, snapshot: Snapshot): Problem[] {
  const [available, wanted] = countsOf(workload, snapshot);
  const key = keyOf(workload);
  const title = titleOf(key);
  if (wanted === 0 && isScaledDown(workload)) {
    const help = `kubectl scale ${workload.kind.toLowerCase()} ${workload.metadata.name} -n ${workload.metadata.namespace ?? ""} --replicas 2`;
    const says = `${title} is scaled to 0`;
    return [{ code: "scaled-down", object: key, says, weight: "fault", help, stuck: true }];
  }
  const old = available >= wanted && isOutdated(workload, wanted);
  if (available >= wanted && !old) return [];
  const { text, stuck, help } = reasonFor(workload, snapshot);
  const how = old
    ? "does not get to its newest form"
    : `is not available (${available} of ${wanted} pods)`;
  return [
    {
      ...{ code: "not-available", object: key, weight: "fault", stuck },
      says: `${title} ${how}: ${text}`,
      cure: stuck
        ? { how: "retry", namespace: workload.metadata.namespace ?? "" }
        : { how: "wait" },
      ...(help === undefined ? {} : { help }),
    },
  ];
}

/** Only the cluster's own: the number of a workload of the lab is one of its fields, or somebody else's. */
const isScaledDown = ({ kind, metadata }: KubeObject): boolean =>
  kind !== "DaemonSet" && OWN_NAMESPACES.has(metadata.namespace ?? "");

/** How many pods are available, and how many must be. */
function countsOf(workload: KubeObject, snapshot: Snapshot): readonly [number, number] {
  const spec = (workload["spec"] ?? {}) as WorkloadSpec;
  const status = (workload["status"] ?? {}) as WorkloadStatus;
  if (workload.kind === "DaemonSet")
    return [status.numberAvailable ?? 0, status.desiredNumberScheduled ?? 0];
  const wanted = spec.replicas ?? 1;
  // beyond its smallest number an autoscaler may ask for more than the node has room for
  const least = leastOf(workload, snapshot);
  return [status.availableReplicas ?? 0, least === undefined ? wanted : Math.min(wanted, least)];
}

interface Autoscaler {
  readonly minReplicas?: number;
  readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
}

function leastOf({ kind, metadata }: KubeObject, snapshot: Snapshot): number | undefined {
  const scaler = ofKind(snapshot, "HorizontalPodAutoscaler").find((object) => {
    const { scaleTargetRef } = (object["spec"] ?? {}) as Autoscaler;
    const isHere = object.metadata.namespace === metadata.namespace;
    return isHere && scaleTargetRef?.kind === kind && scaleTargetRef.name === metadata.name;
  });
  if (scaler === undefined) return undefined;
  return ((scaler["spec"] ?? {}) as Autoscaler).minReplicas ?? 1;
}

/** Whether the old pods serve on, since the new ones can't be made. */
function isOutdated(workload: KubeObject, wanted: number): boolean {
  if (workload.kind !== "Deployment" || wanted === 0) return false;
  const { updatedReplicas = 0 } = (workload["status"] ?? {}) as WorkloadStatus;
  return updatedReplicas === 0 && conditionOf(workload, "ReplicaFailure")?.status === "True";
}

function ofPod(pod: KubeObject, snapshot: Snapshot): Problem[] {
  if (conditionOf(pod, "Ready")?.status === "True") return [];
  const key = keyOf(pod);
  const { text, stuck, help } = reasonFor(pod, snapshot);
  return [
    {
      ...{ code: "not-available", object: key, weight: "fault", cure: { how: "wait" }, stuck },
      says: `${titleOf(key)} is not ready: ${text}`,
      ...(help === undefined ? {} : { help }),
    },
  ];
}
