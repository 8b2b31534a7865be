import { parse } from "yaml";
import { keyOf, titleOf, type KubeObject } from "../../labs/kube.js";
import { meshedNamespaces } from "../../labs/policies/namespaces.js";
import type { Pod } from "../pod-reasons.js";
import { isMeantToRun } from "../pod-reasons.js";
import type { Cure, Problem } from "./problem.js";
import { declaredKeys, liveMeta, ofKind, type Snapshot } from "./snapshot.js";

const PROXY = "istio-proxy";
/** Where a pod says that it wants no sidecar, as a label or an annotation. */
const INJECT = "sidecar.istio.io/inject";
const PROXY_IMAGE = "sidecar.istio.io/proxyImage";

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly containers?: readonly { readonly name: string; readonly image?: string }[];
}

/**
 * Pods of the lab that should be in the mesh and are not, or whose proxy is of another version than the mesh's (fault
 * F31). What decides is what the lab declares for their namespace: a label that was taken away by hand is put back,
 * and the pods that were made without it stay as they are. Where pods are simulated nobody injects anything.
 */
export function sidecars(snapshot: Snapshot): Problem[] {
  if (!snapshot.target.runs.pods) return [];
  const objects = snapshot.declared.map(({ object }) => object);
  const meshed = meshedNamespaces(objects);
  const image = proxyImageOf(objects);
  return ofKind(snapshot, "Pod")
    .filter((pod) => meshed.has(pod.metadata.namespace ?? "") && wantsSidecar(pod))
    .flatMap((pod): Problem[] => {
      const wrong = wrongWith(pod, image);
      const cure = wrong === undefined ? undefined : cureOf(pod, snapshot);
      if (wrong === undefined || cure === undefined) return [];
      const key = keyOf(pod);
      const says = `${titleOf(key)} ${wrong}`;
      return [{ code: "not-in-mesh", object: key, says, weight: "fault", cure }];
    });
}

function wantsSidecar(pod: KubeObject): boolean {
  const { labels, annotations } = pod.metadata;
  const { hostNetwork } = (pod["spec"] ?? {}) as PodSpec;
  const says = labels?.[INJECT] ?? annotations?.[INJECT];
  const runs = isMeantToRun(pod as unknown as Pod) && statusOf(pod) !== "Failed";
  return runs && hostNetwork !== true && says !== "false";
}

const statusOf = (pod: KubeObject): string | undefined =>
  ((pod["status"] ?? {}) as { readonly phase?: string }).phase;

function wrongWith(pod: KubeObject, image: string | undefined): string | undefined {
  const { containers = [] } = (pod["spec"] ?? {}) as PodSpec;
  const proxy = containers.find(({ name }) => name === PROXY);
  if (proxy === undefined) return "has no sidecar, so it is not in the mesh";
  const isOwn = pod.metadata.annotations?.[PROXY_IMAGE] !== undefined;
  if (image === undefined || isOwn || proxy.image === image) return undefined;
  return `has the proxy ${proxy.image ?? "of no image"}, and the mesh is of ${image}`;
}

interface InjectionValues {
  readonly global?: {
    readonly hub?: string;
    readonly tag?: string;
    readonly proxy?: { readonly image?: string };
  };
}

/** The image that the injector of the mesh gives to new pods: what Istio's own values say. */
function proxyImageOf(objects: readonly KubeObject[]): string | undefined {
  const injector = objects.find(
    ({ kind, metadata }) => kind === "ConfigMap" && metadata.name === "istio-sidecar-injector",
  );
  const { values } = (injector?.["data"] ?? {}) as { readonly values?: string };
  const { global } = (parse(values ?? "") ?? {}) as InjectionValues;
  const { hub, tag, proxy } = global ?? {};
  if (hub === undefined || tag === undefined || proxy?.image === undefined) return undefined;
  return proxy.image.includes("/") ? proxy.image : `${hub}/${proxy.image}:${tag}`;
}

/** What makes the pod anew; undefined for one that is the learner's own. */
function cureOf(pod: KubeObject, snapshot: Snapshot): Cure | undefined {
  const keys = declaredKeys(snapshot);
  if (keys.has(keyOf(pod))) return { how: "replace", pod: keyOf(pod) };
  const owner = workloadOf(pod, snapshot);
  if (owner === undefined) return undefined;
  const isLabs = keys.has(keyOf(owner)) || liveMeta(owner).ownerReferences !== undefined;
  return isLabs ? { how: "restart", workload: keyOf(owner) } : undefined;
}

/** The Deployment, StatefulSet or DaemonSet that a pod is of. */
function workloadOf(pod: KubeObject, snapshot: Snapshot): KubeObject | undefined {
  const owner = ownerOf(pod, snapshot);
  return owner?.kind === "ReplicaSet" ? ownerOf(owner, snapshot) : owner;
}

const ownerOf = (object: KubeObject, { live }: Snapshot): KubeObject | undefined => {
  const uids = liveMeta(object).ownerReferences?.map(({ uid }) => uid) ?? [];
  return live.find((other) => uids.includes(liveMeta(other).uid ?? ""));
};
