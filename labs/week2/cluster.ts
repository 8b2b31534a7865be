import type { ClusterSpec } from "../cluster.js";
import { versions } from "./versions.js";

/** The cluster of week 2 (`weeks/week2.md` 2.1). The last port leads nowhere this week. */
export const cluster2: ClusterSpec = {
  name: "myk8s",
  kubernetes: versions.kubernetes,
  podSubnet: "10.10.0.0/16",
  serviceSubnet: "10.200.1.0/24",
  ports: [
    { hostPort: 30000, containerPort: 30000, purpose: "Applications through the ingress gateway" },
    { hostPort: 30001, containerPort: 30001, purpose: "Prometheus" },
    { hostPort: 30002, containerPort: 30002, purpose: "Grafana" },
    { hostPort: 30003, containerPort: 30003, purpose: "Kiali" },
    { hostPort: 30004, containerPort: 30004, purpose: "Tracing (Jaeger)" },
    { hostPort: 30005, containerPort: 30005, purpose: "The ingress gateway's HTTPS" },
    { hostPort: 30006, containerPort: 30006, purpose: "TCP route" },
    { hostPort: 30007, containerPort: 30007, purpose: "A second gateway" },
  ],
  bookPath: "/istiobook",
  kubeadmConfigPatches: [],
};
