import type { KubeObject } from "../../kube.js";
import { GRAFANA_PORT, grafanaDeployment } from "./grafana-deployment.js";
import {
  GRAFANA,
  grafanaClusterMetadata,
  grafanaMetadata,
  grafanaSelector,
} from "./grafana-names.js";
import { grafanaSettings } from "./grafana-settings.js";
import { serviceMonitor } from "./monitor.js";
import { metadataOf, NAMESPACE, RBAC } from "./names.js";

/** Its fixed port on the node. */
const NODE_PORT = 30002;

const account = (suffix = ""): KubeObject => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: grafanaMetadata(suffix),
});

const subjects = [{ kind: "ServiceAccount", name: GRAFANA, namespace: NAMESPACE }];

/** Its sidecars read ConfigMaps and Secrets of all namespaces; the Role of the namespace is empty in the chart as well. */
const rights: readonly KubeObject[] = [
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRole",
    metadata: grafanaClusterMetadata("-clusterrole"),
    rules: [
      { apiGroups: [""], resources: ["configmaps", "secrets"], verbs: ["get", "watch", "list"] },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRoleBinding",
    metadata: grafanaClusterMetadata("-clusterrolebinding"),
    subjects,
    roleRef: { kind: "ClusterRole", name: `${GRAFANA}-clusterrole`, apiGroup: RBAC },
  },
  { apiVersion: `${RBAC}/v1`, kind: "Role", metadata: grafanaMetadata() },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "RoleBinding",
    metadata: grafanaMetadata(),
    roleRef: { apiGroup: RBAC, kind: "Role", name: GRAFANA },
    subjects,
  },
];

const service: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: grafanaMetadata(),
  spec: {
    type: "NodePort",
    ports: [
      {
        name: "service",
        port: 80,
        protocol: "TCP",
        targetPort: GRAFANA_PORT,
        nodePort: NODE_PORT,
      },
    ],
    selector: grafanaSelector,
  },
};

/** Grafana as the stack's chart installs it. */
export const grafana: readonly KubeObject[] = [
  account(),
  account("-test"),
  ...rights,
  ...grafanaSettings,
  service,
  grafanaDeployment,
  serviceMonitor(metadataOf("grafana"), {
    selector: { matchLabels: grafanaSelector },
    namespaceSelector: { matchNames: [NAMESPACE] },
    endpoints: [{ port: "service", path: "/metrics" }],
  }),
];
