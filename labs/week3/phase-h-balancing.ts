import { NAMESPACE } from "../apps/app.js";
import { simpleBackend1, slow } from "../apps/simple-backend.js";
import { onHost } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import { balancing } from "./backend-policies.js";
import { fortioCommand, type LoadProbe, type LoadRun } from "../load-runs.js";
import { ALL_OK, LEAST_CONN, load, LOAD_MS, RANDOM, ROUND_ROBIN } from "./fortio.js";
import { cluster, SHOW_CLUSTER } from "./proxies.js";
import { CURL, linesLike, NOT_OK, timedCalls } from "./simple-calls.js";
import { balancingIs, SHOW_BALANCING } from "./simple-routing.js";

/** Each backend pod's name and how long it takes to answer. */
const BACKEND_DELAYS =
  'jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.containers[?(@.name=="simple-backend")].env[?(@.name=="TIMING_50_PERCENTILE")].value}{"\\n"}{end}';

/** A call that took nearly a second or more. */
const SLOW_CALL = "200 (?:0\\.9|[1-9])";

/** Every call succeeds, and a quarter of the users waits for the slow one. */
const slowQuarter = (run: LoadRun): LoadProbe =>
  load(run, { codes: ALL_OK, percentiles: { 75: { min: 0.9 } } });

/** Ten connections manage 21 calls/s while they wait their turn; a fifth more is beyond chance. */
const QUICKER = { min: 26 } as const;

/** Phase H, last part: three ways to choose, with one endpoint that is slow (weeks/week3.md 5). */
export const phaseHBalancing: readonly Step[] = [
  {
    id: "3.35",
    type: "M",
    title: "One backend gets slow",
    lesson: "One pod of three takes a second, as if it paused for garbage collection.",
    commands: [
      `kubectl exec -n ${NAMESPACE} deploy/simple-backend-1 -- env | grep -e TIMING_50 -e HOSTNAME`,
      `${CURL} | grep duration`,
    ],
    patch: apply("simple-web", simpleBackend1({ behaviour: slow })),
    checks: [
      {
        says: "Of the three backend pods exactly one takes a second, the others 150 ms",
        needs: "objects",
        probe: onHost(
          [
            ...["kubectl", "get", "pod", "-n", NAMESPACE, "-l", "app=simple-backend"],
            ...["-o", BACKEND_DELAYS],
          ],
          {
            matches: "^simple-backend-1-\\S+ 1000ms$",
            lacks:
              "^simple-backend-2-\\S+ 1000ms$|1000ms[\\s\\S]*1000ms|^simple-backend-1-\\S+ 150ms$",
          },
        ),
        timeoutMs: 120_000,
        until: "3.39",
        hint: `kubectl get pod -n ${NAMESPACE} -l app=simple-backend: an old pod may still be leaving.`,
      },
      {
        says: "Of 20 calls between 3 and 11 take a second",
        needs: "traffic",
        probe: timedCalls(20, {
          matches: linesLike(SLOW_CALL, 3),
          lacks: `${linesLike(SLOW_CALL, 12)}|${NOT_OK}`,
        }),
        until: "3.36",
        hint: `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep TIMING_50`,
      },
    ],
    deviation:
      "The notes find the delay in the wrong pod and delete the Deployment to give it one more label: with selectors of their own neither happens.",
  },
  {
    id: "3.36",
    type: "L",
    title: "Load on round robin",
    lesson: "Whoever takes turns does not see that one is slow: a quarter of the users waits.",
    commands: [fortioCommand(ROUND_ROBIN)],
    load: ROUND_ROBIN,
    checks: [
      {
        says: "All calls succeed, and a quarter of them takes a second",
        needs: "traffic",
        probe: slowQuarter(ROUND_ROBIN),
        timeoutMs: LOAD_MS,
        until: "3.37",
        hint: SHOW_BALANCING,
      },
    ],
    deviation:
      "The run has the values that the notes type into fortio's web page. The check's runs of this phase take 30 s instead of 60 s.",
  },
  {
    id: "3.37",
    type: "M",
    title: "Random",
    lesson: "Chance does not look either: the picture is that of round robin.",
    commands: [SHOW_BALANCING, `${SHOW_CLUSTER} | grep lbPolicy`, fortioCommand(RANDOM)],
    load: RANDOM,
    patch: apply("routing", balancing("RANDOM")),
    checks: [
      {
        says: "DestinationRule simple-backend-dr asks for RANDOM",
        needs: "objects",
        probe: balancingIs("RANDOM"),
        until: "3.38",
        hint: SHOW_BALANCING,
      },
      {
        says: "simple-web's proxy chooses at random",
        needs: "mesh",
        probe: cluster({ matches: '"lbPolicy": "RANDOM"' }),
        until: "3.38",
        hint: SHOW_CLUSTER,
      },
      {
        says: "All calls succeed, and a quarter of them takes a second",
        needs: "traffic",
        probe: slowQuarter(RANDOM),
        timeoutMs: LOAD_MS,
        until: "3.38",
        hint: SHOW_BALANCING,
      },
    ],
  },
  {
    id: "3.38",
    type: "M",
    title: "Least connections",
    lesson:
      "The proxy counts what is under way, so the slow one gets less: three quarters are quick.",
    commands: [SHOW_BALANCING, `${SHOW_CLUSTER} | grep lbPolicy`, fortioCommand(LEAST_CONN)],
    load: LEAST_CONN,
    patch: apply("routing", balancing("LEAST_CONN")),
    checks: [
      {
        says: "DestinationRule simple-backend-dr asks for LEAST_CONN",
        needs: "objects",
        probe: balancingIs("LEAST_CONN"),
        until: "3.40",
        hint: SHOW_BALANCING,
      },
      {
        says: "In the proxy it is called LEAST_REQUEST",
        needs: "mesh",
        probe: cluster({ matches: '"lbPolicy": "LEAST_REQUEST"' }),
        until: "3.40",
        hint: "LEAST_CONN is the old name: istioctl analyze says that it is deprecated.",
      },
      {
        says: "All calls succeed, three quarters within half a second, and there are a fifth more",
        needs: "traffic",
        probe: load(LEAST_CONN, {
          codes: ALL_OK,
          percentiles: { 75: { max: 0.5 } },
          qps: QUICKER,
        }),
        timeoutMs: LOAD_MS,
        until: "3.39",
        hint: SHOW_CLUSTER,
      },
    ],
  },
];
