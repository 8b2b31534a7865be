import { keyOf, type KubeObject } from "../kube.js";
import type { Policy } from "./index.js";

/** The kinds of Kubernetes that belong to no namespace; those of definitions say so themselves. */
const CLUSTER_WIDE = [
  "APIService",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "FlowSchema",
  "GatewayClass",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
];

/** The kinds that definitions among the objects keep outside of namespaces. */
const definedWide = (objects: readonly KubeObject[]): string[] =>
  objects
    .filter(({ kind }) => kind === "CustomResourceDefinition")
    .map((object) => object["spec"] as Definition | undefined)
    .flatMap((spec) => (spec?.scope === "Cluster" ? [spec.names.kind] : []));

interface Definition {
  readonly scope: string;
  readonly names: { readonly kind: string };
}

const INJECTION = "istio-injection";

/** The namespaces among the objects that ask for sidecars. */
export const meshedNamespaces = (objects: readonly KubeObject[]): ReadonlySet<string> =>
  new Set(
    objects
      .filter(({ kind, metadata }) => {
        return kind === "Namespace" && metadata.labels?.[INJECTION] === "enabled";
      })
      .map(({ metadata }) => metadata.name),
  );

/** Every object that belongs to a namespace names it: the kubeconfig's default must not decide. */
export const namespacesAreSet: Policy = (objects) => {
  const wide = new Set([...CLUSTER_WIDE, ...definedWide(objects)]);
  return objects
    .filter(({ kind, metadata }) => !wide.has(kind) && metadata.namespace === undefined)
    .map((object) => ({
      object: keyOf(object),
      says: "has no namespace",
      allowed: `metadata.namespace, but for ${[...wide].join(", ")}`,
    }));
};

/** The namespaces that every cluster has. */
const BUILT_IN: readonly string[] = ["default", "kube-node-lease", "kube-public", "kube-system"];

export const isBuiltIn = ({ kind, metadata }: Pick<KubeObject, "kind" | "metadata">): boolean =>
  kind === "Namespace" && BUILT_IN.includes(metadata.name);

/** The namespace of every object is there: nothing makes it on the way. */
export const namespacesExist: Policy = (objects) => {
  const made = objects
    .filter(({ kind }) => kind === "Namespace")
    .map(({ metadata }) => metadata.name);
  const there = [...made, ...BUILT_IN];
  return objects.flatMap((object) => {
    const { namespace } = object.metadata;
    if (namespace === undefined || there.includes(namespace)) return [];
    const says = `there is no namespace "${namespace}"`;
    return [{ object: keyOf(object), says, allowed: there.join(", ") }];
  });
};

/** The control plane's namespace never asks for sidecars: istiod would have to inject itself. */
export const systemIsNotInjected: Policy = (objects) =>
  objects
    .filter(({ kind, metadata }) => kind === "Namespace" && metadata.name === "istio-system")
    .flatMap((object) => {
      const label = object.metadata.labels?.[INJECTION];
      if (label === undefined) return [];
      const says = `is labelled ${INJECTION}=${label}`;
      return [{ object: keyOf(object), says, allowed: "no such label" }];
    });
