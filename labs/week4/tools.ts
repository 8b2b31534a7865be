import { kiali, kialiOperator, kialiPublished } from "../observability/kiali-operator/index.js";
import {
  envoyStatsMonitor,
  istioComponentMonitor,
  prometheusStack,
} from "../observability/prometheus-stack/index.js";
import { addons, all, apply, dashboards, define, type Patch } from "../state.js";
import { LABEL, MAP } from "./8-dashboards/maps.js";
import { jaegerPublished } from "./addons.js";

/** Prometheus and Grafana by the operator (4.12). */
export const stack: Patch = all(
  define("prometheus-stack"),
  apply("prometheus-stack", ...prometheusStack),
);

/** All that the week installs step by step, as its last step has it: for the base lab. */
export const tools: Patch = all(
  stack,
  apply("prometheus-stack", istioComponentMonitor, envoyStatsMonitor),
  dashboards({ ...MAP, labels: { [LABEL]: "1" } }),
  addons(jaegerPublished),
  apply("kiali-operator", ...kialiOperator, kiali, kialiPublished),
);
