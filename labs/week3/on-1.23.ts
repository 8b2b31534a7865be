import { nodeIsReady } from "../apps/up-checks.js";
import type { Otherwise } from "../week.js";
import { cluster3 } from "./cluster.js";

const istio = "1.23.2";

/** The week on Istio 1.23.2 and Kubernetes 1.30.4 (issue 13), as it was seen there. */
export const on1_23: readonly Otherwise[] = [
  {
    istio,
    at: "3.1",
    says: "It supports Kubernetes 1.27 to 1.30, so the cluster is one of 1.30.4. `istioctl install` keeps no IstioOperator in the cluster any more, and the metrics come from istiod's own configuration: there are no EnvoyFilters.",
    instead: {
      "The node is ready and runs Kubernetes 1.23.17": nodeIsReady(
        "The node is ready and runs Kubernetes 1.30.4",
        { ...cluster3, kubernetes: "1.30.4" },
      ),
    },
  },
  {
    istio,
    at: "3.18",
    says: "Its Kubernetes makes no token for an account by itself (1.24 and newer): a pod gets one of its own, which ends.",
    instead: { "Kubernetes 1.23 made one token for its account": undefined },
  },
];
