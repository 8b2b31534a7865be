import { keyOf, type KubeObject } from "../../kube.js";
import { controllerManager } from "./controller-manager.js";
import { grafana } from "./grafana.js";
import { NAMESPACE } from "./names.js";
import { operator } from "./operator.js";
import { prometheus } from "./prometheus.js";

export { envoyStatsMonitor, istioComponentMonitor } from "./istio-monitors.js";

/** The namespace of the stack, without sidecars. */
const namespace: KubeObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAMESPACE },
};

/**
 * The objects that `helm install prom prometheus-community/kube-prometheus-stack --version 13.13.1` leaves with the
 * book's values (weeks/week4.md 3.5), without the definitions of the operator. Left out are:
 * - the chart's 16 dashboards, whose JSON nothing but the chart has. All but that of Prometheus itself show nothing:
 *   their metrics come from what the values switch off;
 * - the two webhooks for PrometheusRules. The values take away the certificate, the port and the job that they need,
 *   so they would refuse every rule;
 * - Helm's own notes of its release, and the pod of `helm test`.
 */
export const prometheusStack: readonly KubeObject[] = [
  namespace,
  ...operator,
  ...prometheus,
  ...grafana,
  ...controllerManager,
];

/** The keys of these objects, to take them away again. */
export const prometheusStackKeys: readonly string[] = prometheusStack.map(keyOf);
