import { keyOf, type KubeObject, type ObjectKey } from "../../labs/kube.js";
import type { Capabilities } from "../../labs/capabilities.js";
import type { LabObject } from "../../labs/objects.js";
import { messageOf } from "../../lib/errors.js";
import type { Kubectl } from "../../tools/kubectl.js";
import { deletionOf } from "../deletion.js";
import { conditionOf, type Snapshot } from "./snapshot.js";

/** What a judge may look at, in every cluster: by kind, as kubectl calls them. */
const KINDS: Readonly<Record<string, string>> = {
  Node: "nodes",
  Namespace: "namespaces",
  Pod: "pods",
  Service: "services",
  Endpoints: "endpoints",
  ResourceQuota: "resourcequotas",
  LimitRange: "limitranges",
  Deployment: "deployments.apps",
  ReplicaSet: "replicasets.apps",
  StatefulSet: "statefulsets.apps",
  DaemonSet: "daemonsets.apps",
  NetworkPolicy: "networkpolicies.networking.k8s.io",
  PodDisruptionBudget: "poddisruptionbudgets.policy",
  HorizontalPodAutoscaler: "horizontalpodautoscalers.autoscaling",
  APIService: "apiservices.apiregistration.k8s.io",
  MutatingWebhookConfiguration: "mutatingwebhookconfigurations.admissionregistration.k8s.io",
  ValidatingWebhookConfiguration: "validatingwebhookconfigurations.admissionregistration.k8s.io",
};

/** Istio's kinds that route, refuse or change requests: of those whose definitions the lab declares. */
const ROUTING = /^[a-z]+\.(networking|security|telemetry|extensions)\.istio\.io$/;

/**
 * Reads all that the judges look at, in one call of kubectl; another one or two where something is wrong, for the
 * reasons.
 * @throws ToolError when the cluster does not answer.
 */
export async function readSnapshot(
  declared: readonly LabObject[],
  target: Capabilities,
  kubectl: Kubectl,
  now = new Date(),
): Promise<Snapshot> {
  const live = await list([...judged(declared).values()], ["-A"], kubectl);
  return snapshotOf(live, declared, target, kubectl, now);
}

/** A cluster as it was at one moment. */
export interface ClusterRead {
  readonly snapshot: Snapshot;
  /** The objects that are declared, as the cluster has them, by key. */
  readonly live: ReadonlyMap<ObjectKey, KubeObject>;
}

/**
 * Reads all that the judges look at, and all that is declared, of whatever kind, in one call of kubectl.
 * @throws ToolError when the cluster does not answer.
 */
export async function readCluster(
  declared: readonly LabObject[],
  target: Capabilities,
  kubectl: Kubectl,
  now = new Date(),
): Promise<ClusterRead> {
  const kinds = judged(declared);
  const others = new Map(
    declared
      .filter(({ object }) => !kinds.has(object.kind))
      .map(({ object }) => [object.kind, nameOfKind(object)]),
  );
  const found = await list([...kinds.values(), ...others.values()], ["-A"], kubectl);
  const byKey = new Map(found.map((object) => [keyOf(object), object]));
  const live = new Map(
    declared.flatMap(({ key }) => {
      const object = byKey.get(key);
      return object === undefined ? [] : [[key, object] as const];
    }),
  );
  const seen = found.filter(({ kind }) => !others.has(kind));
  return { live, snapshot: await snapshotOf(seen, declared, target, kubectl, now) };
}

/** The kinds that the judges look at in a lab, with what kubectl calls them. */
function judged(declared: readonly LabObject[]): Map<string, string> {
  const definitions = declared
    .filter(({ object }) => object.kind === "CustomResourceDefinition")
    .filter(({ object }) => ROUTING.test(object.metadata.name))
    .map(({ object }) => [kindDefinedBy(object), object.metadata.name] as const);
  return new Map([...Object.entries(KINDS), ...definitions]);
}

const kindDefinedBy = ({ spec }: KubeObject): string =>
  (spec as { readonly names: { readonly kind: string } }).names.kind;

/** In whatever version the cluster likes best: `Role.rbac.authorization.k8s.io`. */
const nameOfKind = ({ kind, apiVersion }: KubeObject): string =>
  apiVersion.includes("/") ? `${kind}.${apiVersion.split("/")[0] ?? ""}` : kind;

async function snapshotOf(
  live: readonly KubeObject[],
  declared: readonly LabObject[],
  target: Capabilities,
  kubectl: Kubectl,
  now: Date,
): Promise<Snapshot> {
  const [events, left] = await Promise.all([
    needsReasons(live) ? list(["events"], ["-A"], kubectl) : [],
    readLeft(live, kubectl),
  ]);
  return { declared, live: [...live, ...events], left, target, now };
}

/** Lists kinds; one that the cluster doesn't know has no objects. */
async function list(
  kinds: readonly string[],
  scope: readonly string[],
  kubectl: Kubectl,
): Promise<KubeObject[]> {
  if (kinds.length === 0) return [];
  const how = ["--ignore-not-found", "--show-managed-fields", "-o", "json"];
  try {
    const { stdout } = await kubectl(["get", kinds.join(","), ...scope, ...how]);
    if (stdout.trim() === "") return [];
    return (JSON.parse(stdout) as { readonly items: KubeObject[] }).items;
  } catch (error) {
    const unknown = /doesn't have a resource type "([^"]+)"/.exec(messageOf(error))?.[1];
    const known = kinds.filter((kind) => kind.split(".")[0] !== unknown?.split(".")[0]);
    if (unknown === undefined || known.length === kinds.length) throw error;
    return list(known, scope, kubectl);
  }
}

/** Whether any pod is not ready, or any could not be made. */
const needsReasons = (live: readonly KubeObject[]): boolean =>
  live.some(
    (object) =>
      (object.kind === "Pod" && conditionOf(object, "Ready")?.status !== "True") ||
      ((object.kind === "StatefulSet" || object.kind === "DaemonSet") && isShort(object)),
  );

interface Counts {
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly desiredNumberScheduled?: number;
  readonly numberReady?: number;
}

function isShort(object: KubeObject): boolean {
  const { replicas = 1 } = (object["spec"] ?? {}) as Counts;
  const status = (object["status"] ?? {}) as Counts;
  return object.kind === "DaemonSet"
    ? (status.numberReady ?? 0) < (status.desiredNumberScheduled ?? 0)
    : (status.readyReplicas ?? 0) < replicas;
}

/** What is left in the namespaces that are being deleted: each says of which kinds. */
async function readLeft(
  live: readonly KubeObject[],
  kubectl: Kubectl,
): Promise<ReadonlyMap<string, readonly KubeObject[]>> {
  const going = live.filter(
    (object) => object.kind === "Namespace" && deletionOf(object) !== undefined,
  );
  const entries = await Promise.all(
    going.map(async (namespace): Promise<[string, readonly KubeObject[]]> => {
      const { name } = namespace.metadata;
      const kinds = kindsLeft(conditionOf(namespace, "NamespaceContentRemaining")?.message ?? "");
      return [name, await list(kinds, ["--namespace", name], kubectl)];
    }),
  );
  return new Map(entries);
}

/** `Some resources are remaining: configmaps. has 1 resource instances, widgets.example.com has 2 resource instances` */
const kindsLeft = (message: string): string[] =>
  [...message.matchAll(/([\w-]+(?:\.[\w.-]*)?) has \d+ resource instances/g)].map(([, kind = ""]) =>
    kind.replace(/\.$/, ""),
  );
