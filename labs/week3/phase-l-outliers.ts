import { NAMESPACE } from "../apps/app.js";
import { failing, simpleBackend1, simpleBackend2 } from "../apps/simple-backend.js";
import type { Check } from "../checks.js";
import { fortioCommand } from "../load-runs.js";
import { available, has, lacks } from "../probes.js";
import { all, apply, mesh, remove } from "../state.js";
import type { Step } from "../week.js";
import { ejection, retry5xx } from "./backend-policies.js";
import { ALL_OK, load, LOAD_MS, TWO_CALLERS } from "./fortio.js";
import { M4 } from "./mesh.js";
import { simpleWebCounted } from "./phase-k-breaker.js";
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
import { FILTER_KEY, ROUTE_KEY, RULE_KEY, SHOW_ROUTE, SHOW_RULE } from "./simple-routing.js";

const BACKEND_ENV = "spec.template.spec.containers[name=simple-backend].env";
const describeErrors = `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep ERROR`;
const SHOW_EJECTIONS = showCounters("outlier");
const SHOW_RETRIES = showCounters("upstream_rq_retry");

const allSucceed: Omit<Check, "until"> = {
  says: "All requests succeed",
  needs: "traffic",
  probe: load(TWO_CALLERS, { codes: ALL_OK }),
  timeoutMs: LOAD_MS,
  hint: SHOW_ENDPOINTS,
};

/** Phase L: endpoints that fail are left out for a while (weeks/week3.md 5). */
export const phaseL: readonly Step[] = [
  {
    id: "3.63",
    type: "M",
    title: "Take the limits and the retries away",
    lesson: "A clean start: three backends, no rule, and whatever fails is seen.",
    commands: [`kubectl get dr,vs,envoyfilter -n ${NAMESPACE}`, fortioCommand(TWO_CALLERS)],
    load: TWO_CALLERS,
    patch: all(
      remove(RULE_KEY, ROUTE_KEY, FILTER_KEY),
      mesh(M4),
      apply("simple-web", simpleBackend1(), simpleBackend2(), simpleWebCounted),
      countFrom("3.63"),
    ),
    checks: [
      {
        says: "There is no DestinationRule simple-backend-dr",
        needs: "objects",
        probe: lacks(RULE_KEY),
        until: "3.65",
        hint: `kubectl get dr -n ${NAMESPACE}`,
      },
      {
        says: "There is no VirtualService simple-backend-vs",
        needs: "objects",
        probe: lacks(ROUTE_KEY),
        until: "3.66",
        hint: `kubectl get vs -n ${NAMESPACE}`,
      },
      {
        says: "There is no EnvoyFilter either",
        needs: "objects",
        probe: lacks(FILTER_KEY),
        hint: `kubectl get envoyfilter -n ${NAMESPACE}`,
      },
      {
        says: "simple-backend-2 has its two pods again",
        needs: "objects",
        probe: available(NAMESPACE, "simple-backend-2", { "status.readyReplicas": { equals: 2 } }),
        timeoutMs: 120_000,
        hint: `kubectl describe deploy -n ${NAMESPACE} simple-backend-2`,
      },
      { ...allSucceed, until: "3.64" },
    ],
    deviation:
      "The notes install the mesh of 3.46 again, which would end the access log and the traces that they look at in 3.65 and 3.66: the lab keeps those of 3.54. It deletes the EnvoyFilter of 3.53, which the notes leave behind.",
  },
  {
    id: "3.64",
    type: "M",
    title: "One endpoint of three fails",
    lesson: "A Service goes on sending requests to a pod that answers nothing but errors.",
    commands: [describeErrors, fortioCommand(TWO_CALLERS)],
    load: TWO_CALLERS,
    patch: apply("simple-web", simpleBackend1({ behaviour: failing(500) })),
    checks: [
      {
        says: "simple-backend-1 answers 500",
        needs: "objects",
        probe: available(NAMESPACE, "simple-backend-1", {
          [`${BACKEND_ENV}[name=ERROR_CODE].value`]: { equals: "500" },
        }),
        timeoutMs: 120_000,
        hint: describeErrors,
      },
      {
        says: "About a third of the requests fail",
        needs: "traffic",
        probe: load(TWO_CALLERS, { codes: { 500: { min: 0.15, max: 0.55 } } }),
        timeoutMs: LOAD_MS,
        until: "3.65",
        hint: SHOW_ENDPOINTS,
      },
    ],
    deviation:
      "The notes have no such step, but what they see in 3.65 needs one failing endpoint: it is the one of 3.50.",
  },
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
