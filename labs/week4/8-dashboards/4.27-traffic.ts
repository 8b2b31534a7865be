import { get, step } from "../../step.js";
import { GRAFANA, METRICS_MS, PROMETHEUS, storeTraffic } from "../calls.js";

export default step({
  checks: [
    {
      says: "Grafana asks for a login",
      needs: "dashboards",
      probe: get(`${GRAFANA}/login`),
      timeoutMs: 120_000,
      until: "the end",
      hint: "kubectl logs -n prometheus deploy/prom-grafana -c grafana",
    },
    {
      says: "Prometheus has a rate of requests to draw",
      probe: {
        kind: "prometheus",
        at: PROMETHEUS,
        query: 'sum(increase(istio_requests_total{reporter="destination"}[2m])) > 0',
        wanted: { atLeast: 1 },
        after: storeTraffic(10),
      },
      timeoutMs: METRICS_MS,
      until: "the end",
      hint: "./lab load start store sends a request a second.",
    },
  ],
});
