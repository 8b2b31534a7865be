import { envoyStatsMonitor } from "../../observability/prometheus-stack/index.js";
import { apply, step } from "../../step.js";
import { isUp } from "../prometheus.js";

const ofPod = (name: string): string =>
  `job="prometheus/envoy-stats-monitor",pod_name=~"${name}-.+"`;

export default step({
  change: apply("prometheus-stack", envoyStatsMonitor),
  checks: ["webapp", "catalog", "istio-ingressgateway"].map((name) =>
    isUp(`The proxy of ${name} is scraped`, ofPod(name)),
  ),
});
