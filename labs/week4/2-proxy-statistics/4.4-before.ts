import { allOf, step } from "../../step.js";
import { storeTraffic } from "../calls.js";
import { statsOf } from "../proxy-stats.js";

const METRICS = [
  "requests_total",
  "request_bytes",
  "request_duration_milliseconds",
  "response_bytes",
];

export default step({
  checks: [
    {
      says: "All that webapp's proxy keeps of catalog are Istio's own four metrics",
      probe: statsOf("webapp", {
        matches: allOf(
          ...METRICS.map(
            (name) => `^istiocustom\\.istio_${name}\\..*destination_workload\\.catalog`,
          ),
        ),
        lacks: "^(?!istiocustom\\.istio_).*catalog",
        after: storeTraffic(1),
      }),
      until: "4.5",
      hint: "kubectl get deploy webapp -n istioinaction -o yaml shows whether it has an annotation that asks for more.",
    },
  ],
});
