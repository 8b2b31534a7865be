import { fortioCommand } from "../load-runs.js";
import { has } from "../probes.js";
import { all, apply } from "../state.js";
import type { Step } from "../week.js";
import { ejection, retry5xx } from "./backend-policies.js";
import { allSucceed, load, LOAD_MS, TWO_CALLERS } from "./fortio.js";
import {
  allOf,
  cluster,
  countFrom,
  counters,
  endpoints,
  endpointsInUse,
  SHOW_CLUSTER,
  SHOW_ENDPOINTS,
  showCounters,
} from "./proxies.js";
import { pollEndpoints } from "./simple-calls.js";
import { ROUTE_KEY, RULE_KEY, SHOW_ROUTE, SHOW_RULE } from "./simple-routing.js";

const SHOW_EJECTIONS = showCounters("outlier");
const SHOW_RETRIES = showCounters("upstream_rq_retry");

/** Phase L, second half: endpoints that fail are left out for a while (weeks/week3.md 5). */
export const phaseLOutliers: readonly Step[] = [
  {
    id: "3.65",
    type: "M",
    title: "Eject it",
    lesson: "One error, and the endpoint is out for 5 s; then it gets a chance, and is out for 10.",
    commands: [SHOW_RULE, pollEndpoints, fortioCommand(TWO_CALLERS), SHOW_CLUSTER, SHOW_EJECTIONS],
    load: TWO_CALLERS,
    patch: all(apply("routing", ejection("5s")), countFrom("3.65")),
    checks: [
      {
        says: "DestinationRule simple-backend-dr ejects after one 5xx, for 5 s",
        needs: "objects",
        probe: has(RULE_KEY, {
          "spec.trafficPolicy": {
            equals: {
              outlierDetection: {
                consecutive5xxErrors: 1,
                interval: "5s",
                baseEjectionTime: "5s",
                maxEjectionPercent: 100,
              },
            },
          },
        }),
        hint: SHOW_RULE,
      },
      {
        says: "simple-web's proxy has these values",
        needs: "mesh",
        probe: cluster({
          matches: allOf('"consecutive5xx": 1\\b', '"baseEjectionTime": "5s"'),
        }),
        hint: SHOW_CLUSTER,
      },
      {
        says: "At least 90 % of the requests succeed, and meanwhile an endpoint is left out",
        needs: "traffic",
        probe: load(TWO_CALLERS, {
          codes: { 200: { min: 0.9 } },
          meanwhile: endpoints({ matches: "^\\S+:8080\\s+HEALTHY\\s+FAILED\\s" }),
        }),
        timeoutMs: LOAD_MS,
        until: "3.66",
        hint: SHOW_ENDPOINTS,
      },
      {
        says: "simple-web's proxy ejected an endpoint at least once",
        needs: "traffic",
        inTurn: true,
        probe: counters("outlier_detection", {
          matches: "\\.outlier_detection\\.ejections_enforced_total: [1-9]\\d*$",
        }),
        until: "3.66",
        hint: SHOW_EJECTIONS,
      },
      {
        says: "Once the load has ended all three endpoints get requests again",
        needs: "mesh",
        inTurn: true,
        probe: endpoints({ matches: endpointsInUse(3) }),
        timeoutMs: 60_000,
        until: "3.66",
        hint: "The n-th ejection of an endpoint lasts n times 5 s.",
      },
    ],
  },
  {
    id: "3.66",
    type: "M",
    title: "Retry what is left",
    lesson: "Ejection makes errors rare, a retry hides those that remain: nobody sees one.",
    commands: [
      SHOW_ROUTE,
      pollEndpoints,
      fortioCommand(TWO_CALLERS),
      SHOW_RETRIES,
      'echo "open http://127.0.0.1:30004/jaeger: a trace with one failed span, and a good end"',
    ],
    load: TWO_CALLERS,
    patch: all(apply("routing", retry5xx), countFrom("3.66")),
    checks: [
      {
        says: "VirtualService simple-backend-vs asks for two more tries on a 5xx",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.http[0].retries": { equals: { attempts: 2, retryOn: "5xx" } },
        }),
        hint: SHOW_ROUTE,
      },
      { ...allSucceed },
      {
        says: "There were retries, and every one of them succeeded",
        needs: "traffic",
        inTurn: true,
        probe: counters("upstream_rq_retry", {
          matches: "\\.upstream_rq_retry: ([1-9]\\d*)$[\\s\\S]*\\.upstream_rq_retry_success: \\1$",
        }),
        hint: SHOW_RETRIES,
      },
    ],
    deviation: "The notes print `retryOn: 5x`, which Istio refuses; the book's file has 5xx.",
  },
];
