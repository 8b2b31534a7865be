import type { KubeObject } from "../../kube.js";
import { KIALI_GROUP, KIALI_VERSION } from "./definition.js";

/** Where Kiali is asked for, and made. */
const NAMESPACE = "istio-system";
const name = "kiali";
/** Port of its page. */
const PORT = 20001;
/** Its fixed port on the node. */
const NODE_PORT = 30003;

/** The Kiali of the notes: for everybody, with the stack's Prometheus and Jaeger (weeks/week4.md 4.44). */
export const kiali: KubeObject = {
  apiVersion: `${KIALI_GROUP}/${KIALI_VERSION}`,
  kind: "Kiali",
  metadata: { name, namespace: NAMESPACE },
  spec: {
    istio_namespace: NAMESPACE,
    istio_component_namespaces: { prometheus: "prometheus" },
    auth: { strategy: "anonymous" },
    deployment: { accessible_namespaces: ["**"] },
    external_services: {
      prometheus: {
        cache_duration: 10,
        cache_enabled: true,
        cache_expiration: 300,
        url: "http://prom-kube-prometheus-stack-prometheus.prometheus:9090",
      },
      tracing: {
        enabled: true,
        in_cluster_url: `http://tracing.${NAMESPACE}:16685/jaeger`,
        use_grpc: true,
      },
    },
  },
};

/**
 * Kiali's Service on a port of the node. The operator makes the Service; of what it says of it the lab takes over these
 * fields, as the notes' patch does (weeks/week4.md 4.45).
 */
export const kialiService: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: NAMESPACE },
  spec: {
    type: "NodePort",
    ports: [{ name: "http", port: PORT, protocol: "TCP", targetPort: PORT, nodePort: NODE_PORT }],
  },
};
