import type { KubeObject } from "../../kube.js";
import { serviceMonitor } from "./monitor.js";
import { labelsOf, metadataOf, selectorOf, STACK } from "./names.js";

const name = "kube-controller-manager";
const KUBE_SYSTEM = "kube-system";
/** Its port without TLS, which a Kubernetes of today does not open any more: nobody answers there. */
const PORT = 10252;

/**
 * The one component of Kubernetes that the book's values leave to be scraped. The chart is older than the cluster: its
 * target is down on Kubernetes 1.23.
 */
export const controllerManager: readonly KubeObject[] = [
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name: `${STACK}-${name}`,
      namespace: KUBE_SYSTEM,
      labels: { ...labelsOf(name), jobLabel: name },
    },
    spec: {
      type: "ClusterIP",
      clusterIP: "None",
      ports: [{ name: "http-metrics", port: PORT, protocol: "TCP", targetPort: PORT }],
      selector: { component: name },
    },
  },
  serviceMonitor(metadataOf(name), {
    jobLabel: "jobLabel",
    selector: { matchLabels: selectorOf(name) },
    namespaceSelector: { matchNames: [KUBE_SYSTEM] },
    endpoints: [
      {
        port: "http-metrics",
        bearerTokenFile: "/var/run/secrets/kubernetes.io/serviceaccount/token",
      },
    ],
  }),
];
