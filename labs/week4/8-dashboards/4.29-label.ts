import type { CheckDraft } from "../../checks.js";
import type { IstioDashboardName } from "../../dashboards/istio.js";
import { allOf, dashboard, dashboards, get, has, step } from "../../step.js";
import { GRAFANA, METRICS_MS, PROMETHEUS, storeTraffic } from "../calls.js";
import { LABEL, MAP, MAP_KEY, TITLES } from "./maps.js";
import { SHOWN } from "./panels.js";

const isDrawn = (name: IstioDashboardName, of: string): CheckDraft => ({
  says: `The dashboard of ${of} has figures in every panel but those that can't have any`,
  probe: dashboard(PROMETHEUS, name, { ...SHOWN[name], after: storeTraffic(10) }),
  timeoutMs: METRICS_MS,
  until: "the next change",
});

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
    isDrawn("istio-mesh", "the mesh"),
    isDrawn("istio-service", "the service catalog"),
    isDrawn("istio-workload", "the workload webapp"),
    isDrawn("istio-performance", "what Istio costs"),
    isDrawn("istio-control-plane", "istiod"),
    // the proxies of stand-ins have no filters in WebAssembly to tell of
    { ...isDrawn("istio-extension", "extensions"), needs: "dashboards" },
  ],
});
