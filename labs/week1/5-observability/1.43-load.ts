import { step } from "../../step.js";
import { CATALOG_URL } from "../load.js";
import { METRICS_MS, PROMETHEUS, TO_CATALOG } from "./addons.js";

export default step({
  checks: [
    {
      says: "300 requests are counted where they arrive",
      probe: {
        kind: "prometheus",
        at: PROMETHEUS,
        query: `sum(istio_requests_total{reporter="destination",${TO_CATALOG}})`,
        wanted: { growsBy: 300 },
        after: { url: CATALOG_URL, requests: 300 },
      },
      timeoutMs: METRICS_MS,
      hint: "A scrape comes every 15 s.",
    },
  ],
});
