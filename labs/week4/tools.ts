import type { AddonSpecs } from "../addons.js";
import { kiali, kialiOperator, kialiService } from "../observability/kiali-operator/index.js";
import {
  envoyStatsMonitor,
  istioComponentMonitor,
  prometheusStack,
} from "../observability/prometheus-stack/index.js";
import { addons, all, apply, dashboards, define, type Patch } from "../state.js";
import { PROMETHEUS_NAMESPACE as namespace } from "./prometheus.js";

/* What the week installs, for the steps that do it one by one and for the base lab that has all of it. */

/** Prometheus and Grafana by the operator (4.12). */
export const stack: Patch = all(
  define("prometheus-stack"),
  apply("prometheus-stack", ...prometheusStack),
);

/** istiod and all proxies are scraped (4.14, 4.16). */
const monitors: Patch = apply("prometheus-stack", istioComponentMonitor, envoyStatsMonitor);

/** The six dashboards of the release, which Grafana finds by the label (4.28, 4.29). */
export const istioDashboards = (labels?: Readonly<Record<string, string>>): Patch =>
  dashboards({
    name: "istio-dashboards",
    namespace,
    ...(labels === undefined ? {} : { labels }),
  });

/** The label that Grafana's sidecar looks for. */
export const FOUND = { grafana_dashboard: "1" } as const;

/** Jaeger as the release has it (4.30). */
export const jaegerInside: AddonSpecs = { jaeger: { type: "ClusterIP", nodePorts: {} } };

/** Its page on the host (4.31). The second port, random in the notes, is outside the range that the host maps. */
export const jaegerPublished: AddonSpecs = {
  jaeger: { type: "NodePort", nodePorts: { 80: 30004, 16685: 31685 } },
};

/** All of the week's tools, as its last step has them. */
export const tools: Patch = all(
  stack,
  monitors,
  istioDashboards(FOUND),
  addons(jaegerPublished),
  apply("kiali-operator", ...kialiOperator, kiali, kialiService),
);
