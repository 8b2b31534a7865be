import type { KubeObject } from "../kube.js";

const name = "kube-ops-view";
const namespace = "kube-system";
const RBAC = "rbac.authorization.k8s.io";
/** Port of the page inside the cluster. */
const PORT = 8080;

const selector = { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": name };
const labels = { ...selector, "app.kubernetes.io/version": "20.4.0" };

/** A probe of the page's port; the picture itself needs the API server, so it says nothing about health. */
const probe = { tcpSocket: { port: "http" }, periodSeconds: 10, failureThreshold: 3 };

/**
 * kube-ops-view: the cluster as a picture. A handful of objects in place of the
 * chart 1.2.2, with the chart's image, names and rights.
 * @param nodePort its fixed port on the node
 */
export const kubeOpsView = (nodePort: number): readonly KubeObject[] => [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace, labels } },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRole",
    metadata: { name, labels },
    rules: [
      { apiGroups: [""], resources: ["nodes", "pods"], verbs: ["list"] },
      { apiGroups: ["metrics.k8s.io"], resources: ["nodes", "pods"], verbs: ["get", "list"] },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name, labels },
    roleRef: { apiGroup: RBAC, kind: "ClusterRole", name },
    subjects: [{ kind: "ServiceAccount", name, namespace }],
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace, labels },
    spec: {
      type: "NodePort",
      ports: [{ name: "http", port: PORT, protocol: "TCP", targetPort: "http", nodePort }],
      selector,
    },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: selector },
        spec: {
          serviceAccountName: name,
          containers: [
            {
              name,
              image: "hjacobs/kube-ops-view:20.4.0",
              imagePullPolicy: "IfNotPresent",
              env: [{ name: "TZ", value: "Asia/Seoul" }],
              ports: [{ name: "http", containerPort: PORT, protocol: "TCP" }],
              livenessProbe: probe,
              readinessProbe: probe,
              securityContext: {
                readOnlyRootFilesystem: true,
                runAsNonRoot: true,
                runAsUser: 1000,
              },
            },
          ],
        },
      },
    },
  },
];
