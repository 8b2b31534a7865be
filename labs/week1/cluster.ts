import { nodeName, type ClusterSpec } from "../cluster.js";
import { versions } from "./versions.js";

/** The cluster of week 1. */
export const cluster1: ClusterSpec = {
  name: "myk8s",
  kubernetes: versions.kubernetes,
  podSubnet: "10.10.0.0/16",
  serviceSubnet: "10.200.1.0/24",
  ports: [
    { hostPort: 30000, containerPort: 30000, purpose: "Bookstore through the ingress gateway" },
    { hostPort: 30001, containerPort: 30001, purpose: "Prometheus" },
    { hostPort: 30002, containerPort: 30002, purpose: "Grafana" },
    { hostPort: 30003, containerPort: 30003, purpose: "Kiali" },
    { hostPort: 30004, containerPort: 30004, purpose: "Tracing (Jaeger)" },
    { hostPort: 30005, containerPort: 30005, purpose: "kube-ops-view" },
  ],
  bookPath: "/istiobook",
  kubeadmConfigPatches: [],
};

/** Its one node, and the container that plays it. */
export const NODE = nodeName(cluster1.name);
