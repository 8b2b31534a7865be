import type { KubeObject } from "../labs/kube.js";

/** The fields that somebody wrote, as a tree: `f:spec` a field, `k:{…}` an item by its keys, `v:…` a value of a set. */
export interface FieldSet {
  readonly [step: string]: FieldSet;
}

/** An entry of an object's `metadata.managedFields`. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: "Apply" | "Update";
  readonly time?: string;
  readonly subresource?: string;
  readonly fieldsV1?: FieldSet;
}

/** The lab's own writes: those of Pulumi's provider, and those that put something back. */
const LAB = /^pulumi/;

/** Controllers that write into the lab's objects, by the names of their programs. */
const CONTROLLERS = new Set([
  ...["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kubeadm"],
  ...["clusterrole-aggregation-controller", "kube-proxy", "coredns", "kindnetd"],
  ...["pilot-discovery", "pilot-agent", "flagger", "metrics-server", "kwok", "kwok-controller"],
  // those of Prometheus and of Kiali: its program, its playbooks' Python, and what stands in for both on the bed
  ...["operator", "ansible-operator", "OpenAPI-Generator", "kiali-operator"],
]);

/**
 * To this name the API server gives, at an apply to an object that nobody owns a field of, all that is there: its own
 * defaults, such as a Namespace's label `kubernetes.io/metadata.name` after the lab's one label was taken away.
 */
const NOBODY = "before-first-apply";

/** What is known of who wrote an object; nothing unless it was read with `--show-managed-fields`. */
export const managedFieldsOf = ({ metadata }: KubeObject): readonly ManagedFields[] =>
  (metadata as { readonly managedFields?: readonly ManagedFields[] }).managedFields ?? [];

/** Whether an entry stands for a person: kubectl, Kiali, a client of the learner's. The status is the controllers'. */
export const isByHand = ({ manager = "", subresource }: ManagedFields): boolean =>
  subresource !== "status" && manager !== NOBODY && !LAB.test(manager) && !CONTROLLERS.has(manager);

/** Who wrote an object last other than the lab and the controllers: `kubectl-patch`. */
export const lastByHand = (object: KubeObject): string | undefined =>
  managedFieldsOf(object)
    .filter(isByHand)
    .sort((a, b) => (a.time ?? "").localeCompare(b.time ?? ""))
    .at(-1)?.manager;

/** The name under which Pulumi applied an object, for whoever writes in its place. */
export const labManagerOf = (object: KubeObject): string | undefined =>
  managedFieldsOf(object).find(
    ({ manager = "", operation }) => LAB.test(manager) && operation === "Apply",
  )?.manager;
