import type { Json } from "../kube.js";

const ALL = ["get", "list", "watch", "create", "update", "patch", "delete"];

const rule = (group: string, ...resources: readonly string[]): Json => ({
  apiGroups: [group],
  resources,
  verbs: ALL,
});

/** A kind with its finalizers, which an owner of objects of that kind must be allowed to set. */
const owned = (...kinds: readonly string[]): readonly string[] =>
  kinds.flatMap((kind) => [kind, `${kind}/finalizers`]);

/** A kind with its status. */
const reported = (...kinds: readonly string[]): readonly string[] =>
  kinds.flatMap((kind) => [kind, `${kind}/status`]);

/** What Flagger may do where the mesh is Istio's. Its chart allows it the kinds of all other meshes as well. */
export const roleRules: readonly Json[] = [
  rule("", "events", ...owned("configmaps", "secrets", "services")),
  rule("apps", ...owned("daemonsets", "deployments")),
  rule("autoscaling", ...owned("horizontalpodautoscalers")),
  rule(
    "flagger.app",
    ...reported("canaries", "metrictemplates", "alertproviders"),
    "canaries/finalizers",
  ),
  rule("networking.istio.io", ...owned("virtualservices", "destinationrules")),
];
