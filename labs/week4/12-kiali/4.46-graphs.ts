import { allOf, calls, get, step } from "../../step.js";
import { KIALI, METRICS_MS, PROMETHEUS, storeTraffic } from "../calls.js";

const GRAPH = `${KIALI}/api/namespaces/graph?namespaces=istioinaction&duration=60s&graphType=workload`;

export default step({
  checks: [
    {
      says: "The gateway calls webapp, and webapp calls catalog, by mutual TLS",
      probe: calls(
        PROMETHEUS,
        [
          { from: "istio-ingressgateway", to: "webapp", mtls: true },
          { from: "webapp", to: "catalog", mtls: true },
        ],
        { after: storeTraffic(20) },
      ),
      timeoutMs: METRICS_MS,
    },
    {
      says: "Kiali's graph has webapp and catalog, and an edge",
      needs: "dashboards",
      inTurn: true,
      probe: get(GRAPH, {
        body: allOf(
          '"workload":\\s*"webapp"',
          '"workload":\\s*"catalog"',
          '"edges":\\s*\\[\\s*\\{',
        ),
      }),
      timeoutMs: METRICS_MS,
      hint: "The graph holds only what had traffic in its minute: ./lab load start store sends some.",
    },
  ],
});
