import type { KubeObject } from "../../kube.js";
import { KIALI_GROUP, KIALI_VERSION } from "./definition.js";

/** Where Kiali is asked for, and made. */
const NAMESPACE = "istio-system";
const name = "kiali";

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

/** Kiali's ports: its page, and its own metrics, which have no place on the host. */
const PORTS = [
  { name: "http", port: 20001, nodePort: 30003 },
  { name: "http-metrics", port: 9090, nodePort: 31090 },
] as const;

/**
 * Kiali's Service as the operator writes it. The lab owns it from the start, so that going back from a node port leaves
 * the Service that the operator would not make again.
 */
const service = (type: "ClusterIP" | "NodePort"): KubeObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: NAMESPACE },
  spec: {
    type,
    ports: PORTS.map(({ nodePort, ...named }) => ({
      ...named,
      appProtocol: "http",
      protocol: "TCP",
      targetPort: named.port,
      ...(type === "NodePort" ? { nodePort } : {}),
    })),
    selector: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": name },
  },
});

/** Inside the cluster alone (weeks/week4.md 4.44). */
export const kialiInside = service("ClusterIP");

/** On the node, its page on the host's port 30003 (weeks/week4.md 4.45). */
export const kialiPublished = service("NodePort");
