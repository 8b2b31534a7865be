import type { KubeObject } from "../labs/kube.js";
import type { LabObject } from "../labs/objects.js";

interface Ref {
  readonly kind?: string;
  readonly name?: string;
}

interface Scaling {
  /** Of a HorizontalPodAutoscaler. */
  readonly scaleTargetRef?: Ref;
  /** Of Flagger's Canary. */
  readonly targetRef?: Ref;
}

/**
 * Whether how many pods a workload has is for another object of the lab to say: its autoscaler's, or Flagger's. Only
 * where the lab declares no number itself. At 0 an autoscaler does nothing, so a person must have said it.
 * @param now how many it has.
 */
export function isScaledByOthers(
  workload: KubeObject,
  objects: readonly LabObject[],
  now: unknown,
): boolean {
  const { replicas } = (workload["spec"] ?? {}) as { readonly replicas?: number };
  if (replicas !== undefined) return false;
  return objects.some(({ object }) => {
    if (object.metadata.namespace !== workload.metadata.namespace) return false;
    const { scaleTargetRef, targetRef } = (object["spec"] ?? {}) as Scaling;
    const isCanary = object.kind === "Canary";
    if (now === 0 && !isCanary) return false;
    const ref = isCanary ? targetRef : scaleTargetRef;
    return ref?.kind === workload.kind && ref.name === workload.metadata.name;
  });
}
