import { NAMESPACE } from "../apps/app.js";
import { simpleWeb } from "../apps/simple-web.js";
import type { Check, ObjectProbe } from "../checks.js";
import { fortioCommand } from "../load-runs.js";
import { available, has } from "../probes.js";
import { all, apply } from "../state.js";
import type { Step, StepId } from "../week.js";
import { breaker } from "./backend-policies.js";
import { ALL_OK, load, LOAD_MS, ONE_PATIENT_CALLER, TWO_CALLERS } from "./fortio.js";
import { allOf, cluster, countFrom, counters, SHOW_CLUSTER, showCounters } from "./proxies.js";
import { answers, CURL } from "./simple-calls.js";
import { BACKEND_HOST, RULE_KEY, SHOW_RULE } from "./simple-routing.js";

/** The proxy keeps only a few counters by default; this prefix adds all about the backends. */
const STATS_PREFIX = `cluster.outbound|80||${BACKEND_HOST}`;
const STATS_ANNOTATION = "sidecar.istio.io/statsInclusionPrefixes";
/** simple-web as it is from 3.58 on. */
export const simpleWebCounted = simpleWeb({ annotations: { [STATS_ANNOTATION]: STATS_PREFIX } });

const webLog = `kubectl logs -n ${NAMESPACE} deploy/simple-web -c istio-proxy --tail 20`;
const inWebProxy = { namespace: NAMESPACE, pod: "deploy/simple-web", container: "istio-proxy" };
const SHOW_OVERFLOW = showCounters("overflow");

/** The four ways to overflow (weeks/week3.md 7.5). */
const OVERFLOWS = [
  "upstream_cx_overflow",
  "upstream_cx_pool_overflow",
  "upstream_rq_pending_overflow",
  "upstream_rq_retry_overflow",
] as const;

/** Requests that were turned away. A later Envoy than Istio 1.17's counts those apart that had no place under way. */
const TURNED_AWAY = "\\.upstream_rq_(?:pending|active)_overflow";
const MORE_THAN_FIVE = `${TURNED_AWAY}: (?:[6-9]|\\d{2,})$`;

const limitsAre = (requests: number, pending: number): ObjectProbe =>
  has(RULE_KEY, {
    "spec.trafficPolicy.connectionPool": {
      equals: {
        tcp: { maxConnections: 1 },
        http: {
          http1MaxPendingRequests: pending,
          http2MaxRequests: requests,
          maxRequestsPerConnection: 1,
          maxRetries: 1,
        },
      },
    },
  });

/** The rule has these limits, and the proxy has them too. */
const limits = (requests: number, pending: number, until: StepId): readonly Check[] => [
  {
    says: `One connection; ${requests} under way and ${pending} waiting are allowed`,
    needs: "objects",
    probe: limitsAre(requests, pending),
    until,
    hint: SHOW_RULE,
  },
  {
    says: "simple-web's proxy keeps to these limits",
    needs: "mesh",
    probe: cluster({
      matches: allOf(
        '"maxConnections": 1,',
        `"maxPendingRequests": ${pending},`,
        `"maxRequests": ${requests},`,
        '"maxRetries": 1,',
        '"maxRequestsPerConnection": 1\\b',
      ),
    }),
    until,
    hint: SHOW_CLUSTER,
  },
];

/** Phase K, second half: the circuit breaker (weeks/week3.md 5). */
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
      webLog,
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
        hint: webLog,
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
  {
    id: "3.60",
    type: "M",
    title: "Allow two requests at a time",
    lesson: "A second place under way, and nearly all succeed: the backend could do it all along.",
    commands: [
      `${SHOW_CLUSTER} | grep maxRequests`,
      fortioCommand(TWO_CALLERS),
      webLog,
      SHOW_OVERFLOW,
    ],
    load: TWO_CALLERS,
    patch: all(apply("routing", breaker({ requests: 2, pending: 1 })), countFrom("3.60")),
    checks: [
      ...limits(2, 1, "3.61"),
      {
        says: "At least 70 % of the requests succeed, far more than the half of 3.59",
        needs: "traffic",
        probe: load(TWO_CALLERS, { codes: { 200: { min: 0.7 } } }),
        timeoutMs: 2 * LOAD_MS,
        until: "3.61",
        hint: SHOW_OVERFLOW,
      },
    ],
    deviation:
      "The notes count 97 %. A connection serves one request here, and until the next one is open a second caller finds the queue full: the fewer CPUs, the longer that takes. The limits are fields of the lab's own DestinationRule, where the notes use `kubectl patch`: the preview shows the one that changes.",
  },
  {
    id: "3.61",
    type: "M",
    title: "Let two requests wait",
    lesson: "A longer queue turns nobody away, and everybody waits longer.",
    commands: [
      `${SHOW_CLUSTER} | grep maxPendingRequests`,
      fortioCommand(TWO_CALLERS),
      SHOW_OVERFLOW,
    ],
    load: TWO_CALLERS,
    patch: all(apply("routing", breaker({ requests: 2, pending: 2 })), countFrom("3.61")),
    checks: [
      ...limits(2, 2, "3.62"),
      {
        says: "All requests succeed",
        needs: "traffic",
        probe: load(TWO_CALLERS, { codes: ALL_OK }),
        timeoutMs: LOAD_MS,
        until: "3.62",
        hint: SHOW_OVERFLOW,
      },
      {
        says: "Connections overflowed, and no request was turned away",
        needs: "traffic",
        inTurn: true,
        probe: counters("overflow", {
          matches: allOf("\\.upstream_cx_overflow: [1-9]\\d*$", `${TURNED_AWAY}: 0$`),
          lacks: `${TURNED_AWAY}: [1-9]`,
        }),
        until: "3.62",
        hint: SHOW_OVERFLOW,
      },
    ],
  },
  {
    id: "3.62",
    type: "M",
    title: "How the caller knows",
    lesson: "The header x-envoy-overloaded tells an application that it may fall back at once.",
    commands: [fortioCommand(TWO_CALLERS), `${CURL} | jq ".upstream_calls[0].headers"`],
    load: TWO_CALLERS,
    patch: all(apply("routing", breaker({ requests: 1, pending: 1 })), countFrom("3.62")),
    checks: [
      ...limits(1, 1, "3.63"),
      {
        says: "Of 20 calls at once some fail, and say that the proxy was overloaded",
        needs: "traffic",
        probe: answers(
          20,
          { matches: allOf('"X-Envoy-Overloaded": "true"', '"code": 500') },
          "at once",
        ),
        timeoutMs: 60_000,
        until: "3.63",
        hint: "simple-web shows the headers of the backend's answer: the proxy wrote this one.",
      },
    ],
    deviation: "The check sends its 20 calls at once, which needs no load beside them.",
  },
];
