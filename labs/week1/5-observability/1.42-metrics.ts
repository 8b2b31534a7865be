import { isDrawn } from "../../dashboards/shown.js";
import { allOf, get, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";
import { KIALI, METRICS_MS, PROMETHEUS, TO_CATALOG } from "./addons.js";

const drawn = {
  ...{ at: PROMETHEUS, timeoutMs: METRICS_MS },
  after: { url: CATALOG_URL, requests: 20 },
};

export default step({
  checks: [
    {
      says: "Prometheus has counted requests to catalog",
      probe: {
        kind: "prometheus",
        at: PROMETHEUS,
        query: `sum(istio_requests_total{${TO_CATALOG}})`,
        wanted: { atLeast: 1 },
        after: { url: CATALOG_URL, requests: 20 },
      },
      timeoutMs: METRICS_MS,
      hint: "Status, Targets in Prometheus: the job kubernetes-pods scrapes the sidecars.",
    },
    isDrawn("istio-mesh", drawn),
    isDrawn("istio-service", drawn),
    isDrawn("istio-workload", drawn),
    {
      says: "Kiali's graph shows webapp and catalog",
      needs: "dashboards",
      probe: get(
        `${KIALI}/api/namespaces/graph?namespaces=istioinaction&graphType=versionedApp&duration=300s`,
        { body: allOf('"app":\\s*"webapp"', '"app":\\s*"catalog"') },
      ),
      timeoutMs: METRICS_MS,
      hint: "The graph holds only what had traffic in its window: send some requests.",
    },
  ],
});
