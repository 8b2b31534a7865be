import { ISTIO_SYSTEM } from "../../istio.js";
import { all, available, calls, get, step } from "../../step.js";
import { GRAFANA, JAEGER, KIALI, METRICS_MS, PROMETHEUS, storeTraffic } from "../calls.js";
import { appsAreUp, store } from "../store.js";
import { tools } from "../tools.js";

/** The start page or health page of each tool, on the host. */
const PAGES = [
  { name: "Prometheus", needs: "traffic", url: `${PROMETHEUS}/-/ready` },
  { name: "Grafana", needs: "dashboards", url: `${GRAFANA}/api/health` },
  { name: "Kiali", needs: "dashboards", url: `${KIALI}/healthz` },
  { name: "Jaeger", needs: "traces", url: `${JAEGER}/search` },
] as const;

export default step({
  beside: true,
  change: all(store, tools),
  checks: [
    ...appsAreUp,
    {
      says: "Jaeger is available",
      probe: available(ISTIO_SYSTEM, "jaeger"),
      timeoutMs: 180_000,
      hint: `kubectl describe pod -n ${ISTIO_SYSTEM} -l app=jaeger`,
    },
    ...PAGES.map(({ name, needs, url }) => ({
      says: `${name} answers on the host`,
      needs,
      probe: get(url),
      timeoutMs: 180_000,
      hint: "./lab urls week4 shows where each page is.",
    })),
    {
      says: "Prometheus knows who calls whom in the store",
      probe: calls(
        PROMETHEUS,
        [
          { from: "istio-ingressgateway", to: "webapp", mtls: true },
          { from: "webapp", to: "catalog", mtls: true },
        ],
        { after: storeTraffic(20) },
      ),
      timeoutMs: METRICS_MS,
      hint: `${PROMETHEUS}/targets shows whether the proxies are scraped.`,
    },
  ],
});
