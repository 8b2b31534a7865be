import { calls, step } from "../../step.js";
import { METRICS_MS, PROMETHEUS, storeTraffic } from "../calls.js";

const BETWEEN = 'source_workload="webapp",destination_workload="catalog",response_code="200"';

export default step({
  checks: [
    ...(["source", "destination"] as const).map((reporter) => ({
      says: `Ten requests from webapp to catalog are counted at their ${reporter}`,
      probe: {
        kind: "prometheus" as const,
        at: PROMETHEUS,
        query: `sum(istio_requests_total{reporter="${reporter}",${BETWEEN}})`,
        wanted: { growsBy: 10 },
        after: storeTraffic(10),
      },
      timeoutMs: METRICS_MS,
      until: "the next change" as const,
      hint: `${PROMETHEUS}/targets shows whether the proxies are scraped.`,
    })),
    {
      says: "Who calls whom is known, and that it goes by mutual TLS",
      probe: calls(
        PROMETHEUS,
        [
          { from: "istio-ingressgateway", to: "webapp", mtls: true },
          { from: "webapp", to: "catalog", mtls: true },
        ],
        { after: storeTraffic(20) },
      ),
      timeoutMs: METRICS_MS,
      until: "the next change",
    },
  ],
});
