import { isDrawn } from "../../dashboards/shown.js";
import { allOf, dashboards, get, has, step } from "../../step.js";
import { GRAFANA, METRICS_MS, PROMETHEUS, storeTraffic } from "../calls.js";
import { LABEL, MAP, MAP_KEY, TITLES } from "./maps.js";

const drawn = { at: PROMETHEUS, after: storeTraffic(10), timeoutMs: METRICS_MS };

export default step({
  change: dashboards({ ...MAP, labels: { [LABEL]: "1" } }),
  checks: [
    {
      says: "The ConfigMap has the label",
      probe: has(MAP_KEY, { metadata: { labels: { [LABEL]: "1" } } }),
    },
    {
      says: "Grafana lists the six dashboards",
      needs: "dashboards",
      probe: get(`${GRAFANA}/api/search?query=Istio`, {
        headers: { Authorization: `Basic ${btoa("admin:prom-operator")}` },
        body: allOf(...TITLES),
      }),
      timeoutMs: METRICS_MS,
      hint: "kubectl logs -n prometheus deploy/prom-grafana -c grafana-sc-dashboard",
    },
    isDrawn("istio-mesh", drawn),
    isDrawn("istio-service", drawn),
    isDrawn("istio-workload", drawn),
    isDrawn("istio-performance", drawn),
    isDrawn("istio-control-plane", drawn),
    // the proxies of stand-ins have no filters in WebAssembly to tell of
    { ...isDrawn("istio-extension", drawn), needs: "dashboards" },
  ],
});
