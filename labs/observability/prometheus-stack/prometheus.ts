import type { KubeObject } from "../../kube.js";
import { MONITORING, serviceMonitor } from "./monitor.js";
import {
  accountWith,
  metadataOf,
  NAMESPACE,
  ofChart,
  ofRelease,
  selectorOf,
  STACK,
} from "./names.js";

/** The Prometheus of the notes, which the chart's values name. */
export const PROMETHEUS_VERSION = "2.24.0";
/** Named by the Prometheus object: its pods are the operator's. */
export const PROMETHEUS_IMAGE = `quay.io/prometheus/prometheus:v${PROMETHEUS_VERSION}` as const;

const name = "prometheus";
const PORT = 9090;
/** Its fixed port on the node. */
const NODE_PORT = 30001;
const WATCH = ["get", "list", "watch"];
const READ = ["get"];

/** What Prometheus may do: find its targets, and scrape those that ask for a token. */
const rules: readonly object[] = [
  {
    apiGroups: [""],
    resources: ["nodes", "nodes/metrics", "services", "endpoints", "pods"],
    verbs: WATCH,
  },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses"], verbs: WATCH },
  { nonResourceURLs: ["/metrics", "/metrics/cadvisor"], verbs: READ },
];

const metadata = metadataOf(name);
/** The label that only this Service has: the operator's own Service leads to the same pods. */
const SELF = { "self-monitor": "true" };

const service: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { ...metadata, labels: { ...metadata.labels, ...SELF } },
  spec: {
    type: "NodePort",
    ports: [{ name: "web", nodePort: NODE_PORT, port: PORT, targetPort: PORT }],
    selector: { app: name, prometheus: `${STACK}-${name}` },
  },
};

/** All that carries the label of the release, in every namespace. */
const selected = {
  serviceMonitorSelector: { matchLabels: ofRelease },
  serviceMonitorNamespaceSelector: {},
  podMonitorSelector: { matchLabels: ofRelease },
  podMonitorNamespaceSelector: {},
  probeSelector: { matchLabels: ofRelease },
  probeNamespaceSelector: {},
  ruleSelector: { matchLabels: ofChart },
  ruleNamespaceSelector: {},
};

const instance: KubeObject = {
  apiVersion: `${MONITORING}/v1`,
  kind: "Prometheus",
  metadata,
  spec: {
    alerting: { alertmanagers: [] },
    image: PROMETHEUS_IMAGE,
    version: `v${PROMETHEUS_VERSION}`,
    externalUrl: `http://${STACK}-${name}.${NAMESPACE}:${PORT}`,
    paused: false,
    replicas: 1,
    shards: 1,
    logLevel: "info",
    logFormat: "logfmt",
    listenLocal: false,
    enableAdminAPI: false,
    retention: "10d",
    routePrefix: "/",
    serviceAccountName: `${STACK}-${name}`,
    ...selected,
    securityContext: { fsGroup: 2000, runAsGroup: 2000, runAsNonRoot: true, runAsUser: 1000 },
    portName: "web",
  },
};

/** Prometheus as the operator is asked for it. */
export const prometheus: readonly KubeObject[] = [
  ...accountWith(name, rules),
  service,
  instance,
  serviceMonitor(metadata, {
    selector: { matchLabels: { ...selectorOf(name), ...SELF } },
    namespaceSelector: { matchNames: [NAMESPACE] },
    endpoints: [{ port: "web", path: "/metrics" }],
  }),
];
