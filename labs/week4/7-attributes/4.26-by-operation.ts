import { step } from "../../step.js";
import { METRICS_MS, PROMETHEUS, storeTraffic } from "../calls.js";
import { received, sent, webappCounts } from "../webapp-counts.js";

const protocol = { request_protocol: "http" };
const before = ["source_mesh_id", "upstream_proxy_version"];

export default step({
  checks: [
    {
      ...webappCounts(
        "webapp's proxy counts what it sends by the operation, and what it gets as before",
        sent({ ...protocol, upstream_operation: "getitems" }, before),
        received(protocol, [...before, "upstream_operation"]),
      ),
      until: "4.33",
    },
    {
      says: "Prometheus has the calls from webapp by their operation",
      probe: {
        kind: "prometheus",
        at: PROMETHEUS,
        query: 'sum(istio_requests_total{reporter="source",upstream_operation="getitems"})',
        wanted: { atLeast: 1 },
        after: storeTraffic(10),
      },
      timeoutMs: METRICS_MS,
      until: "4.33",
      hint: "A scrape comes every 15 s; the PodMonitor of 4.16 tells Prometheus of the proxies.",
    },
  ],
});
