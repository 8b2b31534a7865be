import type { CheckDraft } from "../checks.js";
import { METRICS_MS, PROMETHEUS } from "./calls.js";

/** Where the Prometheus stack lies. */
export const PROMETHEUS_NAMESPACE = "prometheus";

/** The pod that the operator makes of the object Prometheus. */
export const PROMETHEUS_POD = {
  namespace: PROMETHEUS_NAMESPACE,
  pod: "sts/prometheus-prom-kube-prometheus-stack-prometheus",
  container: "prometheus",
} as const;

/** So many targets with these labels are scraped. @param labels as in a query: `job="pilot"` */
export const isUp = (says: string, labels: string, targets = 1): CheckDraft => ({
  says,
  probe: {
    kind: "prometheus",
    at: PROMETHEUS,
    query: `count(up{${labels}} == 1)`,
    wanted: { atLeast: targets },
  },
  timeoutMs: METRICS_MS,
  until: "the end",
  hint: `${PROMETHEUS}/targets shows each target, and why one is down.`,
});
