import { get, step } from "../../step.js";
import { JAEGER, KIALI, PROMETHEUS } from "./addons.js";

const GRAFANA = "http://127.0.0.1:30002";

/** The start page or health page of each addon, on the host. */
const PAGES = [
  { name: "Prometheus", needs: "traffic", url: `${PROMETHEUS}/-/ready` },
  { name: "Grafana", needs: "dashboards", url: `${GRAFANA}/api/health` },
  { name: "Kiali", needs: "dashboards", url: `${KIALI}/healthz` },
  { name: "Jaeger", needs: "traces", url: `${JAEGER}/search` },
] as const;

export default step({
  checks: PAGES.map(({ name, needs, url }) => ({
    says: `${name} answers on the host`,
    needs,
    probe: get(url),
    timeoutMs: 120_000,
    hint: "kubectl get pod -n istio-system",
  })),
});
