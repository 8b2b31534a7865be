import { prometheusStack } from "../observability/prometheus-stack/index.js";
import { all, apply, define, type Patch } from "../state.js";

/** Prometheus and Grafana by the operator (4.12). */
export const stack: Patch = all(
  define("prometheus-stack"),
  apply("prometheus-stack", ...prometheusStack),
);
