import type { Json, KubeObject } from "../../kube.js";
import { MONITORING, serviceMonitor } from "./monitor.js";
import { accountWith, labelsOf, metadataOf, NAMESPACE, selectorOf, STACK } from "./names.js";

/** The version of the operator, its definitions and its reloader. */
export const OPERATOR_VERSION = "0.45.0";
export const OPERATOR_IMAGE =
  `quay.io/prometheus-operator/prometheus-operator:v${OPERATOR_VERSION}` as const;
/** Named by no object of the lab: the operator puts it beside each Prometheus that it makes. */
export const RELOADER_IMAGE =
  `quay.io/prometheus-operator/prometheus-config-reloader:v${OPERATOR_VERSION}` as const;

const name = "operator";
const PORT = 8080;
const NOBODY = 65534;
const ALL = ["*"];
const WATCH = ["get", "list", "watch"];

const rule = (group: string, resources: readonly string[], verbs: readonly string[]): Json => ({
  apiGroups: [group],
  resources,
  verbs,
});

/** What the operator may do: all with its own kinds, and what it makes of them. */
const rules: readonly Json[] = [
  rule(
    MONITORING,
    [
      ...["alertmanagers", "alertmanagers/finalizers", "alertmanagerconfigs"],
      ...["prometheuses", "prometheuses/finalizers", "thanosrulers", "thanosrulers/finalizers"],
      ...["servicemonitors", "podmonitors", "probes", "prometheusrules"],
    ],
    ALL,
  ),
  rule("apps", ["statefulsets"], ALL),
  rule("", ["configmaps", "secrets"], ALL),
  rule("", ["pods"], ["list", "delete"]),
  rule("", ["services", "services/finalizers", "endpoints"], ["get", "create", "update", "delete"]),
  rule("", ["nodes"], ["list", "watch"]),
  rule("", ["namespaces"], WATCH),
  rule("networking.k8s.io", ["ingresses"], WATCH),
];

const service: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: metadataOf(name),
  spec: {
    type: "ClusterIP",
    ports: [{ name: "http", port: PORT, targetPort: "http" }],
    selector: selectorOf(name),
  },
};

const deployment: KubeObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: metadataOf(name),
  spec: {
    replicas: 1,
    selector: { matchLabels: selectorOf(name) },
    template: {
      metadata: { labels: labelsOf(name) },
      spec: {
        serviceAccountName: `${STACK}-${name}`,
        securityContext: {
          fsGroup: NOBODY,
          runAsGroup: NOBODY,
          runAsNonRoot: true,
          runAsUser: NOBODY,
        },
        containers: [
          {
            name: "kube-prometheus-stack",
            image: OPERATOR_IMAGE,
            imagePullPolicy: "IfNotPresent",
            args: [
              `--kubelet-service=kube-system/${STACK}-kubelet`,
              "--localhost=127.0.0.1",
              `--prometheus-config-reloader=${RELOADER_IMAGE}`,
              "--config-reloader-cpu=100m",
              "--config-reloader-memory=50Mi",
            ],
            ports: [{ containerPort: PORT, name: "http" }],
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
          },
        ],
      },
    },
  },
};

/** The operator, which makes a running Prometheus of a Prometheus object and its settings of the monitors. */
export const operator: readonly KubeObject[] = [
  ...accountWith(name, rules),
  service,
  deployment,
  serviceMonitor(metadataOf(name), {
    selector: { matchLabels: selectorOf(name) },
    namespaceSelector: { matchNames: [NAMESPACE] },
    endpoints: [{ port: "http", honorLabels: true }],
  }),
];
