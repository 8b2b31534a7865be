import { nodeIsReady } from "../apps/up-checks.js";
import { absent, has, yaml } from "../step.js";
import type { TreeMap } from "../tree.js";
import type { Otherwise } from "../week.js";
import { cluster3 } from "./cluster.js";

const istio = "1.23.2";

/** In place of what the notes look up in the IstioOperator `installed-state`. */
const SETTINGS =
  "installed-state, which the commands ask, is not there; the settings themselves are in the ConfigMap istio.";

const SHOW_SETTINGS = "kubectl get cm -n istio-system istio -o jsonpath='{.data.mesh}'";

const settings = (says: string, mesh: TreeMap) => ({
  says,
  probe: has("ConfigMap/istio-system/istio", { data: { mesh: yaml(mesh) } }),
  hint: SHOW_SETTINGS,
});

/** The week on Istio 1.23.2 and Kubernetes 1.30.4 (issue 13). */
export const on1_23: readonly Otherwise[] = [
  {
    istio,
    at: "3.1",
    says: "It supports Kubernetes 1.27 to 1.30, so the cluster is one of 1.30.4. istioctl keeps no IstioOperator in the cluster any more, and metrics need no EnvoyFilters: istiod gives each proxy its filters.",
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
  {
    istio,
    at: "3.26",
    says: SETTINGS,
    instead: {
      "The installation sets no policy for outbound traffic": settings(
        "The mesh's settings have no policy for outbound traffic",
        { outboundTrafficPolicy: absent },
      ),
    },
  },
  {
    istio,
    at: "3.27",
    says: SETTINGS,
    instead: { "The installation has the mode REGISTRY_ONLY": undefined },
  },
  {
    istio,
    at: "3.31",
    says: SETTINGS,
    instead: {
      "The installation sets no policy for outbound traffic any more": settings(
        "The mesh's settings have no policy for outbound traffic any more",
        { outboundTrafficPolicy: absent },
      ),
    },
  },
  {
    istio,
    at: "3.46",
    says: SETTINGS,
    instead: { "installed-state records it": undefined },
  },
];
