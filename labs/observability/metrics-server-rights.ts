import type { KubeObject } from "../kube.js";

const RBAC = "rbac.authorization.k8s.io";
const READ = ["get", "list", "watch"];

/** What metrics-server may do, and what readers of its figures may: the roles and bindings of chart 3.12.2. */
export function metricsServerRights(
  name: string,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly KubeObject[] {
  const subjects = [{ kind: "ServiceAccount", name, namespace }];
  const clusterRole = (role: string): object => ({
    apiGroup: RBAC,
    kind: "ClusterRole",
    name: role,
  });
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRole",
      metadata: { name: `system:${name}`, labels },
      rules: [
        { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
        { apiGroups: [""], resources: ["pods", "nodes"], verbs: READ },
      ],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRole",
      metadata: {
        name: `system:${name}-aggregated-reader`,
        labels: {
          ...labels,
          [`${RBAC}/aggregate-to-admin`]: "true",
          [`${RBAC}/aggregate-to-edit`]: "true",
          [`${RBAC}/aggregate-to-view`]: "true",
        },
      },
      rules: [{ apiGroups: ["metrics.k8s.io"], resources: ["pods", "nodes"], verbs: READ }],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name: `system:${name}`, labels },
      roleRef: clusterRole(`system:${name}`),
      subjects,
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name: `${name}:system:auth-delegator`, labels },
      roleRef: clusterRole("system:auth-delegator"),
      subjects,
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: "RoleBinding",
      metadata: { name: `${name}-auth-reader`, namespace, labels },
      roleRef: { apiGroup: RBAC, kind: "Role", name: "extension-apiserver-authentication-reader" },
      subjects,
    },
  ];
}
