import { keyOf, titleOf, type KubeObject } from "../../labs/kube.js";
import { deletionOf } from "../deletion.js";
import type { Problem } from "./problem.js";
import { conditionOf, declaredKeys, ofKind, type Snapshot } from "./snapshot.js";

type Labels = Readonly<Record<string, string>>;

interface Endpoints {
  readonly subsets?: readonly { readonly addresses?: readonly unknown[] }[];
}

/**
 * Services of the lab that meet no pod although the lab declares pods for them, and those that Kubernetes gives no
 * endpoints although their pods are ready. A Service that stands without pods at a step is meant so.
 */
export function unmet(snapshot: Snapshot): Problem[] {
  const keys = declaredKeys(snapshot);
  return ofKind(snapshot, "Service")
    .filter((service) => keys.has(keyOf(service)) && deletionOf(service) === undefined)
    .flatMap((service): Problem[] => {
      const declared = snapshot.declared.find(({ key }) => key === keyOf(service))?.object;
      if (declared === undefined || !hasWorkload(declared, snapshot)) return [];
      const selector = selectorOf(service);
      const all = ofKind(snapshot, "Pod").filter((pod) => deletionOf(pod) === undefined);
      const pods = all.filter((pod) => isSelected(pod, service, selector));
      const key = keyOf(service);
      const about = { code: "meets-no-pod", object: key, weight: "fault", cure: WAIT } as const;
      // why there are none at all is their workload's to say
      if (pods.length === 0 && all.some((pod) => isSelected(pod, service, selectorOf(declared))))
        return [{ ...about, says: `${titleOf(key)} meets no pod (${textOf(selector)})` }];
      const ready = pods.filter((pod) => conditionOf(pod, "Ready")?.status === "True");
      // why pods are not ready is another problem's to say
      if (ready.length === 0 || hasAddresses(service, snapshot)) return [];
      const text = `has no endpoints, and ${ready.length} of its pods are ready`;
      return [{ ...about, says: `${titleOf(key)} ${text}` }];
    });
}

const WAIT = { how: "wait" } as const;

const selectorOf = (service: KubeObject): Labels =>
  ((service["spec"] ?? {}) as { readonly selector?: Labels }).selector ?? {};

const textOf = (selector: Labels): string =>
  Object.entries(selector)
    .map(([label, value]) => `${label}=${value}`)
    .join(",");

const matches = (labels: Labels | undefined, selector: Labels): boolean =>
  Object.entries(selector).every(([label, value]) => labels?.[label] === value);

const isSelected = (pod: KubeObject, service: KubeObject, selector: Labels): boolean =>
  pod.metadata.namespace === service.metadata.namespace && matches(pod.metadata.labels, selector);

interface Workload {
  readonly replicas?: number;
  readonly template?: { readonly metadata?: { readonly labels?: Labels } };
}

/** Whether the lab itself declares pods for a Service; how many there are may be another's to say. */
function hasWorkload(service: KubeObject, { declared, live }: Snapshot): boolean {
  const selector = selectorOf(service);
  if (Object.keys(selector).length === 0) return false;
  return declared.some(({ key, object }) => {
    if (object.metadata.namespace !== service.metadata.namespace) return false;
    if (object.kind === "Pod") return matches(object.metadata.labels, selector);
    const { template } = (object["spec"] ?? {}) as Workload;
    if (template === undefined || !matches(template.metadata?.labels, selector)) return false;
    const now = live.find((other) => keyOf(other) === key);
    return ((now?.["spec"] ?? {}) as Workload).replicas !== 0;
  });
}

function hasAddresses(service: KubeObject, snapshot: Snapshot): boolean {
  const { name, namespace } = service.metadata;
  const endpoints = ofKind(snapshot, "Endpoints").find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  ) as (KubeObject & Endpoints) | undefined;
  return endpoints?.subsets?.some(({ addresses = [] }) => addresses.length > 0) === true;
}
