import type { KubeObject } from "../kube.js";
import type { LabObject } from "../objects.js";
import { operatedPod } from "./operated.js";
import { NONE, plus, podAmount, times, type Amount, type PodTemplate } from "./pod.js";
import { sidecarsOf } from "./sidecars.js";

/**
 * What the pods of a lab's objects reserve on its one node: each as often as its workload has it, with its sidecar.
 * An autoscaler counts with its least, since it adds pods only under load; a Canary with the second Deployment that
 * Flagger makes of its target, and a Prometheus or a Kiali with the pod that its operator makes. Pods that a rollout adds for a moment are not in it.
 */
export function requestsOf(objects: readonly LabObject[]): Amount {
  const sidecar = sidecarsOf(objects);
  const leasts = leastCounts(objects);
  const copies = copiedByFlagger(objects);
  return objects.reduce((sum, { key, object }) => {
    const pod = podOf(object);
    if (pod === undefined) return sum;
    const each = podAmount(pod, sidecar(object.metadata.namespace ?? "default", pod));
    const declared = countOf(object);
    // what is scaled to nothing stays so
    const count = declared === 0 ? 0 : Math.max(declared, leasts.get(key) ?? 0);
    return plus(sum, times(each, copies.has(key) ? 2 * count : count));
  }, NONE);
}

interface Spec {
  readonly template?: PodTemplate;
  readonly replicas?: number;
  readonly minReplicas?: number;
  readonly parallelism?: number;
  readonly targetRef?: Target;
  readonly scaleTargetRef?: Target;
}

interface Target {
  readonly kind?: string;
  readonly name?: string;
}

const specOf = (object: KubeObject): Spec => object["spec"] ?? {};

const podOf = (object: KubeObject): PodTemplate | undefined =>
  object.kind === "Pod"
    ? { metadata: object.metadata, spec: object["spec"] as NonNullable<PodTemplate["spec"]> }
    : (specOf(object).template ?? operatedPod(object));

/** How many pods of it run on one node. */
const countOf = (object: KubeObject): number =>
  specOf(object).replicas ?? specOf(object).parallelism ?? 1;

const keyOfTarget = ({ metadata }: KubeObject, { kind = "", name = "" }: Target = {}): string =>
  `${kind}/${metadata.namespace ?? ""}/${name}`;

/** The least that each autoscaler keeps, by the key of its workload. */
const leastCounts = (objects: readonly LabObject[]): ReadonlyMap<string, number> =>
  new Map(
    objects
      .filter(({ object }) => object.kind === "HorizontalPodAutoscaler")
      .map(({ object }) => [
        keyOfTarget(object, specOf(object).scaleTargetRef),
        specOf(object).minReplicas ?? 1,
      ]),
  );

/** The keys of the workloads that a Canary is of. */
const copiedByFlagger = (objects: readonly LabObject[]): ReadonlySet<string> =>
  new Set(
    objects
      .filter(({ object }) => object.kind === "Canary")
      .map(({ object }) => keyOfTarget(object, specOf(object).targetRef)),
  );
