import { NAMESPACE } from "../apps/app.js";
import { fortioCommand } from "../load-runs.js";
import { available } from "../probes.js";
import { all, apply } from "../state.js";
import type { Step } from "../week.js";
import { breaker } from "./backend-policies.js";
import { limits, SHOW_OVERFLOW, SHOW_WEB_LOG, TURNED_AWAY } from "./breaker-limits.js";
import { load, LOAD_MS, ONE_PATIENT_CALLER, TWO_CALLERS } from "./fortio.js";
import {
  allOf,
  countFrom,
  counters,
  SHOW_CLUSTER,
  showCounters,
  simpleWebCounted,
  STATS_ANNOTATION,
  STATS_PREFIX,
} from "./proxies.js";
import { SHOW_RULE } from "./simple-routing.js";

const inWebProxy = { namespace: NAMESPACE, pod: "deploy/simple-web", container: "istio-proxy" };

/** The four ways to overflow (weeks/week3.md 7.5). */
const OVERFLOWS = [
  "upstream_cx_overflow",
  "upstream_cx_pool_overflow",
  "upstream_rq_pending_overflow",
  "upstream_rq_retry_overflow",
] as const;

const MORE_THAN_FIVE = `${TURNED_AWAY}: (?:[6-9]|\\d{2,})$`;

/** Phase K, second part: the circuit breaker, and what shows that it trips (weeks/week3.md 5). */
export const phaseKBreaker: readonly Step[] = [
  {
    id: "3.57",
    type: "M",
    title: "Allow one connection and one request",
    lesson: "The limits hold in the caller's proxy: what is too much never reaches the backend.",
    commands: [SHOW_RULE, SHOW_CLUSTER, fortioCommand(ONE_PATIENT_CALLER)],
    load: ONE_PATIENT_CALLER,
    patch: apply("routing", breaker({ requests: 1, pending: 1 })),
    checks: [
      ...limits(1, 1, "3.60"),
      {
        says: "A caller that waits for its answers keeps within them: 70 % or more succeed",
        needs: "traffic",
        probe: load(ONE_PATIENT_CALLER, { codes: { 200: { min: 0.7 } } }),
        timeoutMs: LOAD_MS,
        until: "3.58",
        hint: "A call that takes longer than a second meets the next one: a few overlap.",
      },
    ],
  },
  {
    id: "3.58",
    type: "M",
    title: "Make the counters visible",
    lesson: "Envoy counts far more than Istio keeps; an annotation of the pod says what to keep.",
    commands: [
      `kubectl exec -n ${NAMESPACE} deploy/simple-web -c istio-proxy -- curl -s -X POST localhost:15000/reset_counters`,
      SHOW_OVERFLOW,
      showCounters("upstream"),
    ],
    patch: all(apply("simple-web", simpleWebCounted), countFrom("3.58")),
    checks: [
      {
        says: "simple-web's pods ask to keep all counters about the backends",
        needs: "objects",
        probe: available(NAMESPACE, "simple-web", {
          [`spec.template.metadata.annotations["${STATS_ANNOTATION}"]`]: { equals: STATS_PREFIX },
        }),
        timeoutMs: 120_000,
        hint: `kubectl get deploy -n ${NAMESPACE} simple-web -o yaml`,
      },
      {
        says: "The four counters of overflows are there, and stand at 0",
        needs: "mesh",
        probe: counters("overflow", {
          matches: allOf(...OVERFLOWS.map((name) => `\\.${name}: 0$`)),
        }),
        timeoutMs: 120_000,
        until: "3.59",
        hint: SHOW_OVERFLOW,
      },
    ],
    deviation:
      "The lab sets the counters to 0 itself here and at each later step that reads them. Debug logging of the proxy is left to you.",
  },
  {
    id: "3.59",
    type: "L",
    title: "Trip the breaker",
    lesson: "Two callers for one place: every other request is turned away at once, with UO.",
    commands: [
      fortioCommand(TWO_CALLERS),
      SHOW_WEB_LOG,
      SHOW_OVERFLOW,
      'echo "search Jaeger for the tag error=true"',
    ],
    load: TWO_CALLERS,
    checks: [
      {
        says: "Between a quarter and three quarters of the requests fail",
        needs: "traffic",
        probe: load(TWO_CALLERS, { codes: { 500: { min: 0.25, max: 0.75 } } }),
        timeoutMs: LOAD_MS,
        until: "3.60",
        hint: SHOW_CLUSTER,
      },
      {
        says: "More than five requests were turned away",
        needs: "traffic",
        inTurn: true,
        probe: counters("overflow", { matches: MORE_THAN_FIVE }),
        until: "3.60",
        hint: `The counters start at 0 when the pod does: ${SHOW_OVERFLOW}`,
      },
      {
        says: "simple-web's proxy logs them as 503 UO: upstream overflow",
        needs: "traffic",
        inTurn: true,
        probe: { kind: "log", in: inWebProxy, matches: '" 503 UO ', withinS: 120 },
        until: "3.60",
        hint: SHOW_WEB_LOG,
      },
      {
        says: "Prometheus has the overflows of the queue",
        needs: "metrics",
        inTurn: true,
        probe: {
          kind: "prometheus",
          at: "http://127.0.0.1:30001",
          query: "sum(envoy_cluster_upstream_rq_pending_overflow)",
          wanted: { atLeast: 1 },
        },
        timeoutMs: LOAD_MS,
        until: "3.60",
        hint: "A scrape comes every 15 s; the metric exists only with the annotation of 3.58.",
      },
    ],
  },
];
