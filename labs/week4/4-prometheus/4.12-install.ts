import { available, get, step } from "../../step.js";
import { GRAFANA, PROMETHEUS } from "../calls.js";
import { PROMETHEUS_NAMESPACE as namespace } from "../prometheus.js";
import { stack } from "../tools.js";

export default step({
  change: stack,
  checks: [
    ...["prom-kube-prometheus-stack-operator", "prom-grafana"].map((name) => ({
      says: `${name} is available`,
      probe: available(namespace, name),
      timeoutMs: 180_000,
      hint: `kubectl get pod -n ${namespace}`,
    })),
    {
      says: "Prometheus, which the operator made, answers on the host",
      probe: get(`${PROMETHEUS}/-/ready`),
      timeoutMs: 180_000,
      until: "the end",
      hint: `kubectl logs -n ${namespace} deploy/prom-kube-prometheus-stack-operator`,
    },
    {
      says: "Grafana answers on the host",
      needs: "dashboards",
      probe: get(`${GRAFANA}/api/health`),
      timeoutMs: 180_000,
      until: "the end",
      hint: `kubectl logs -n ${namespace} deploy/prom-grafana -c grafana`,
    },
  ],
});
