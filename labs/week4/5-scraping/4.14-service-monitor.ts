import { istioComponentMonitor } from "../../observability/prometheus-stack/index.js";
import { apply, step } from "../../step.js";
import { METRICS_MS, PROMETHEUS } from "../calls.js";
import { isUp } from "../prometheus.js";

export default step({
  change: apply("prometheus-stack", istioComponentMonitor),
  checks: [
    isUp("istiod is scraped, under the name pilot", 'job="pilot",app="istiod"'),
    {
      says: "Prometheus knows how many proxies istiod serves",
      probe: {
        kind: "prometheus",
        at: PROMETHEUS,
        query: 'sum(pilot_xds{app="istiod"})',
        wanted: { atLeast: 3 },
      },
      timeoutMs: METRICS_MS,
      until: "the next change",
      hint: "kubectl get servicemonitor -n prometheus istio-component-monitor -o yaml: it needs the label release=prom.",
    },
  ],
});
