import { NAMESPACE } from "../../apps/app.js";
import { step } from "../../step.js";
import { LOAD_MS, TWO_CALLERS, load } from "../fortio.js";
import { SHOW_CLUSTER, counters } from "../simple-proxy.js";
import { SHOW_OVERFLOW, SHOW_WEB_LOG, TURNED_AWAY } from "./limits.js";

const inWebProxy = { namespace: NAMESPACE, pod: "deploy/simple-web", container: "istio-proxy" };

const MORE_THAN_FIVE = `${TURNED_AWAY}: (?:[6-9]|\\d{2,})$`;

export default step({
  checks: [
    {
      says: "Between two fifths and three quarters of the requests fail",
      probe: load(TWO_CALLERS, { codes: { 500: { min: 0.4, max: 0.75 } } }),
      timeoutMs: 2 * LOAD_MS,
      hint: SHOW_CLUSTER,
    },
    {
      says: "More than five requests were turned away",
      inTurn: true,
      probe: counters("overflow", { matches: MORE_THAN_FIVE }),
      hint: `The counters start at 0 when the pod does: ${SHOW_OVERFLOW}`,
      until: "the next change",
    },
    {
      says: "simple-web's proxy logs them as 503 UO: upstream overflow",
      inTurn: true,
      probe: { kind: "log", in: inWebProxy, matches: '" 503 UO ', withinS: 120 },
      hint: SHOW_WEB_LOG,
      until: "the next change",
    },
    {
      says: "Prometheus has the overflows of the queue",
      inTurn: true,
      probe: {
        kind: "prometheus",
        at: "http://127.0.0.1:30001",
        query: "sum(envoy_cluster_upstream_rq_pending_overflow)",
        wanted: { atLeast: 1 },
      },
      timeoutMs: LOAD_MS,
      hint: "A scrape comes every 15 s; the metric exists only with the annotation of 3.58.",
      until: "the next change",
    },
  ],
  load: TWO_CALLERS,
});
