import type { ClusterSpec } from "../cluster.js";
import { versions } from "./versions.js";

/**
 * The cluster of KANS week 7. The notes print no configuration of it: its addresses are those that they show, and its
 * ports those of the other weeks (`weeks/kans-week7.md` 2).
 */
export const cluster7: ClusterSpec = {
  name: "myk8s",
  kubernetes: versions.kubernetes,
  podSubnet: "10.10.0.0/16",
  serviceSubnet: "10.200.1.0/24",
  ports: [
    { hostPort: 30000, containerPort: 30000, purpose: "nginx and Bookinfo through the gateway" },
    { hostPort: 30001, containerPort: 30001, purpose: "Prometheus" },
    { hostPort: 30002, containerPort: 30002, purpose: "Grafana" },
    { hostPort: 30003, containerPort: 30003, purpose: "Kiali" },
    { hostPort: 30004, containerPort: 30004, purpose: "Tracing (Jaeger)" },
  ],
  bookPath: "/istiobook",
  kubeadmConfigPatches: [],
};
