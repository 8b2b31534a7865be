import type { Json } from "../../kube.js";

const READ = ["get", "list", "watch"];
const CHANGE = ["create", "delete", "get", "list", "patch", "update", "watch"];
const PATCH = [...READ, "patch"];

type Words = readonly string[];

const rule = (apiGroups: Words, resources: Words, verbs: Words, names?: Words): Json => ({
  apiGroups,
  ...(names === undefined ? {} : { resourceNames: names }),
  resources,
  verbs,
});

/** What the operator makes and looks at. */
const own: readonly Json[] = [
  rule(
    [""],
    ["configmaps", "endpoints", "pods", "serviceaccounts", "services", "services/finalizers"],
    CHANGE,
  ),
  rule([""], ["namespaces"], ["get", "list", "patch"]),
  rule([""], ["secrets"], ["create", "list", "watch"]),
  rule([""], ["secrets"], ["get"], ["cacerts", "istio-ca-secret"]),
  rule(
    [""],
    ["secrets"],
    ["delete", "get", "list", "patch", "update", "watch"],
    ["kiali-signing-key"],
  ),
  rule(["apps"], ["deployments", "replicasets"], CHANGE),
  rule(["autoscaling"], ["horizontalpodautoscalers"], CHANGE),
  rule(["monitoring.coreos.com"], ["servicemonitors"], ["create", "get"]),
  rule(["apps"], ["deployments/finalizers"], ["update"], ["kiali-operator"]),
  rule(["kiali.io"], ["*"], CHANGE),
  rule(["authorization.k8s.io"], ["selfsubjectaccessreviews"], ["list"]),
  rule(
    ["rbac.authorization.k8s.io"],
    ["clusterrolebindings", "clusterroles", "rolebindings", "roles"],
    CHANGE,
  ),
  rule(["apiextensions.k8s.io"], ["customresourcedefinitions"], READ),
  rule(["extensions", "networking.k8s.io"], ["ingresses"], CHANGE),
  rule(["route.openshift.io"], ["routes"], CHANGE),
  rule(["oauth.openshift.io"], ["oauthclients"], CHANGE),
  rule(["config.openshift.io"], ["clusteroperators"], ["list", "watch"]),
  rule(["config.openshift.io"], ["clusteroperators"], ["get"], ["kube-apiserver"]),
  rule(["console.openshift.io"], ["consolelinks"], CHANGE),
];

/** What Kiali itself is allowed: who gives a right must have it. */
const given: readonly Json[] = [
  rule([""], ["configmaps", "endpoints", "pods/log"], READ),
  rule([""], ["namespaces", "pods", "replicationcontrollers", "services"], PATCH),
  rule([""], ["pods/portforward"], ["create", "post"]),
  rule(["extensions", "apps"], ["daemonsets", "deployments", "replicasets", "statefulsets"], PATCH),
  rule(["batch"], ["cronjobs", "jobs"], PATCH),
  rule(
    [
      ...["config.istio.io", "networking.istio.io", "authentication.istio.io", "rbac.istio.io"],
      ...["security.istio.io", "extensions.istio.io", "telemetry.istio.io"],
      "gateway.networking.k8s.io",
    ],
    ["*"],
    [...READ, "create", "delete", "patch"],
  ),
  rule(["apps.openshift.io"], ["deploymentconfigs"], PATCH),
  rule(["project.openshift.io"], ["projects"], ["get"]),
  rule(["route.openshift.io"], ["routes"], ["get"]),
  rule(["authentication.k8s.io"], ["tokenreviews"], ["create"]),
];

/** What Kiali's operator may do: the rules of its chart 1.63.2. */
export const roleRules: readonly Json[] = [...own, ...given];
