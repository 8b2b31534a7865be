import type { CheckDraft } from "../../checks.js";
import type { IstioDashboardName } from "../../dashboards/istio.js";
import { allOf, dashboard, dashboards, get, has, step } from "../../step.js";
import { GRAFANA, METRICS_MS, PROMETHEUS, storeTraffic } from "../calls.js";
import { LABEL, MAP, MAP_KEY, TITLES } from "./maps.js";

const NO_KUBELET = "no kubelet is scraped, so nobody knows what a container uses";
const NO_TCP = "there is no TCP traffic";
const NO_SUCH_OBJECT = "there is no such object yet";

/** What is empty in each, and why. */
const EMPTY: Readonly<Record<IstioDashboardName, Readonly<Record<string, string>>>> = {
  "istio-mesh": {
    "4xxs": "no request is answered so",
    "5xxs": "no request is answered so",
    "Destination Rules": NO_SUCH_OBJECT,
    "Workload Entries": NO_SUCH_OBJECT,
    "Service Entries": NO_SUCH_OBJECT,
    "PeerAuthentication Policies": NO_SUCH_OBJECT,
    "RequestAuthentication Policies": NO_SUCH_OBJECT,
    "Authorization Policies": NO_SUCH_OBJECT,
    "TCP Workloads": NO_TCP,
  },
  "istio-service": {},
  "istio-workload": {},
  "istio-performance": {
    "vCPU Usage": NO_KUBELET,
    "Memory Usage": NO_KUBELET,
    "Proxy Resource Usage": NO_KUBELET,
  },
  "istio-control-plane": { Disk: NO_KUBELET },
  "istio-extension": { "Proxy Resource Usage": NO_KUBELET },
};

const isDrawn = (name: IstioDashboardName, says: string): CheckDraft => ({
  says,
  probe: dashboard(PROMETHEUS, name, { empty: EMPTY[name], after: storeTraffic(10) }),
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
    isDrawn("istio-mesh", "The mesh's dashboard has figures for all that there is"),
    isDrawn("istio-service", "The one of a service has"),
    isDrawn("istio-workload", "The one of a workload has"),
    isDrawn("istio-performance", "The one of Istio's costs has"),
    isDrawn("istio-control-plane", "The one of istiod has"),
    isDrawn("istio-extension", "The one of extensions has"),
  ],
});
