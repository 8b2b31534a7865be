import { keyOf, titleOf, type KubeObject } from "../../labs/kube.js";
import { isByHand, managedFieldsOf } from "../managers.js";
import { addressOf } from "./address.js";
import { deletionOf } from "../deletion.js";
import type { Problem } from "./problem.js";
import { declaredKeys, liveMeta, ofKind, type Snapshot } from "./snapshot.js";

/** Kinds that change how others behave just by being there. Those of Istio are told by their API group. */
const KINDS = new Set([
  ...["ResourceQuota", "LimitRange", "NetworkPolicy", "PodDisruptionBudget"],
  ...["HorizontalPodAutoscaler", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
]);
const ISTIO = /^(networking|security|telemetry|extensions)\.istio\.io\//;

type Labels = Readonly<Record<string, string>>;

/**
 * Objects that somebody made by hand and that change how the lab behaves: it says so and leaves them, since they are
 * not the lab's to delete. What belongs to another object (Flagger's routes) was made by a controller.
 */
export function handMade(snapshot: Snapshot): Problem[] {
  const keys = declaredKeys(snapshot);
  const namespaces = new Set(
    snapshot.declared
      .filter(({ object }) => object.kind === "Namespace")
      .map(({ object }) => object.metadata.name),
  );
  const selectors = ofKind(snapshot, "Service").filter((service) => keys.has(keyOf(service)));
  return snapshot.live.flatMap((object): Problem[] => {
    const { namespace } = object.metadata;
    if (keys.has(keyOf(object)) || deletionOf(object) !== undefined) return [];
    if (namespace !== undefined && !namespaces.has(namespace)) return [];
    if (liveMeta(object).ownerReferences !== undefined || !isMadeByHand(object)) return [];
    const service = selectors.find((other) => isJoinedBy(other, object));
    if (service === undefined && !KINDS.has(object.kind) && !ISTIO.test(object.apiVersion))
      return [];
    const key = keyOf(object);
    const effect =
      service === undefined ? "" : `, and Service ${service.metadata.name} sends it requests`;
    return [
      {
        ...{ code: "made-by-hand", object: key, weight: "note" },
        says: `${titleOf(key)} was made by hand${effect}`,
        help: `kubectl delete ${addressOf(object)}`,
      },
    ];
  });
}

const isMadeByHand = (object: KubeObject): boolean => {
  const writers = managedFieldsOf(object).filter(({ subresource }) => subresource !== "status");
  return writers.length > 0 && writers.every(isByHand);
};

/** Whether pods that a person made have the labels that a Service of the lab selects by. */
function isJoinedBy(service: KubeObject, object: KubeObject): boolean {
  if (service.metadata.namespace !== object.metadata.namespace) return false;
  const { selector = {} } = (service["spec"] ?? {}) as { readonly selector?: Labels };
  const labels = podLabels(object);
  const terms = Object.entries(selector);
  return terms.length > 0 && terms.every(([label, value]) => labels?.[label] === value);
}

function podLabels(object: KubeObject): Labels | undefined {
  if (object.kind === "Pod") return object.metadata.labels;
  const spec = object["spec"] as
    { readonly template?: { readonly metadata?: { readonly labels?: Labels } } } | undefined;
  return spec?.template?.metadata?.labels;
}
