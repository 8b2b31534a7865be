import { NAMESPACE } from "../apps/app.js";
import { failing, simpleBackend1 } from "../apps/simple-backend.js";
import type { Check } from "../checks.js";
import { available, has, onHost, share, shareByChance } from "../probes.js";
import { all, apply } from "../state.js";
import type { Step, StepId } from "../week.js";
import { retry, retry5xx, retryListed } from "./backend-policies.js";
import { allOf, routes, SHOW_ROUTES } from "./proxies.js";
import { answers, SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL, TIME_TEN } from "./simple-calls.js";
import { FILTER_KEY, retryCodes, ROUTE_KEY, SHOW_ROUTE } from "./simple-routing.js";

const BACKEND_ENV = "spec.template.spec.containers[name=simple-backend].env";
const describeErrors = `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep ERROR`;
const backendLog = `kubectl logs -n ${NAMESPACE} deploy/simple-backend-1 -c simple-backend`;

/** One of the three pods fails every request (weeks/week3.md 4.2). */
const ONE_OF_THREE = { expected: 1 / 3, min: 0.15, max: 0.55, confidence: 0.998 };
const SAMPLE = 60;

/** The reasons for which Istio tries again when none are given. */
const DEFAULT_REASONS =
  "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";

const headers = SIMPLE_WEB_HEADERS;

/** simple-backend-1 has the fault, and it is still that one. */
const fails = (code: number, until: StepId): Check => ({
  says: `simple-backend-1 answers ${code}`,
  needs: "objects",
  probe: available(NAMESPACE, "simple-backend-1", {
    [`${BACKEND_ENV}[name=ERROR_TYPE].value`]: { equals: "http_error" },
    [`${BACKEND_ENV}[name=ERROR_RATE].value`]: { equals: "0.75" },
    [`${BACKEND_ENV}[name=ERROR_CODE].value`]: { equals: `${code}` },
  }),
  timeoutMs: 120_000,
  until,
  hint: describeErrors,
});

/** The fault reaches the users. */
const isFelt = (code: number, until: StepId): readonly Check[] => [
  {
    says: `About a third of ${SAMPLE} calls fail`,
    needs: "traffic",
    probe: shareByChance(SAMPLE, SIMPLE_WEB_URL, { status: 500 }, ONE_OF_THREE, { headers }),
    timeoutMs: 60_000,
    until,
    hint: describeErrors,
  },
  {
    says: `They fail because a backend answered ${code}`,
    needs: "traffic",
    probe: answers(20, { matches: `expected code 200, got ${code}` }),
    timeoutMs: 60_000,
    until,
    hint: "simple-web answers 500 whatever the backend's error was; its JSON names that.",
  },
];

/** Nobody feels it any more. */
const isHidden = (until: StepId): Check => ({
  says: "All of 30 calls succeed",
  needs: "traffic",
  probe: share(30, SIMPLE_WEB_URL, { status: 200 }, 1, 1, { headers }),
  timeoutMs: 60_000,
  until,
  hint: SHOW_ROUTES,
});

/** A retry that says all that a VirtualService can (weeks/week3.md 3.49). */
const ALL_FIELDS = {
  attempts: 2,
  retryOn: "gateway-error,connect-failure,retriable-4xx",
  perTryTimeout: "300ms",
  retryRemoteLocalities: true,
};
const DRY_RUN = [
  ...["kubectl", "patch", "virtualservice", "simple-backend-vs", "-n", NAMESPACE],
  ...["--type", "merge", "--dry-run=server", "--output", "yaml", "--patch"],
];
const WITH_ALL_FIELDS = JSON.stringify({
  spec: {
    http: [{ route: [{ destination: { host: "simple-backend" } }], retries: ALL_FIELDS }],
  },
});

/** Phase J, second half: what is tried again, and for which errors (weeks/week3.md 5). */
export const phaseJRetries: readonly Step[] = [
  {
    id: "3.47",
    type: "M",
    title: "A backend that answers 503",
    lesson: "One faulty pod of three is an error for every third user, as long as nobody retries.",
    commands: [describeErrors, TIME_TEN, backendLog],
    patch: apply("simple-web", simpleBackend1({ behaviour: failing(503) })),
    checks: [fails(503, "3.50"), ...isFelt(503, "3.48")],
    deviation:
      "The rate of 0.75 in the manifest is 1 in truth: fake-service divides whole numbers, so this pod fails every request.",
  },
  {
    id: "3.48",
    type: "M",
    title: "Try twice more",
    lesson: "A retry goes to another endpoint than the one that failed: nobody sees the 503.",
    commands: [SHOW_ROUTE, SHOW_ROUTES, TIME_TEN, backendLog],
    patch: apply("routing", retry),
    checks: [
      {
        says: "VirtualService simple-backend-vs asks for two attempts, and its timeout is gone",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.http[0].retries": { equals: { attempts: 2 } },
          "spec.http[0].timeout": { absent: true },
        }),
        until: "3.51",
        hint: SHOW_ROUTE,
      },
      {
        says: "simple-web's proxy tries twice more, for the default reasons, elsewhere",
        needs: "mesh",
        probe: routes({
          matches: allOf(
            `"retryOn": "${DEFAULT_REASONS}"`,
            '"numRetries": 2\\b',
            "previous_hosts",
            '"hostSelectionRetryMaxAttempts": "5"',
          ),
        }),
        until: "3.51",
        hint: SHOW_ROUTES,
      },
      isHidden("3.50"),
    ],
  },
  {
    id: "3.49",
    type: "O",
    title: "What a retry can say",
    lesson: "How often, for what, how long each try, and whether another locality may be asked.",
    commands: [
      [...DRY_RUN, `'${WITH_ALL_FIELDS}'`].join(" "),
      "kubectl explain virtualservice.spec.http.retries",
    ],
    checks: [
      {
        says: "The API server accepts a retry with all four fields, and keeps them",
        needs: "objects",
        probe: onHost([...DRY_RUN, WITH_ALL_FIELDS], {
          matches: allOf("perTryTimeout: 300ms", "retryRemoteLocalities: true"),
        }),
        until: "3.63",
        hint: "retryOn is a list with commas of Envoy's conditions; 5x is none.",
      },
    ],
    deviation:
      "The notes only print the manifest. The lab asks the API server about it without writing it.",
  },
  {
    id: "3.50",
    type: "M",
    title: "A 500 is not tried again",
    lesson: "Only a 503 is among the default reasons: a 500 may have done something already.",
    commands: [describeErrors, `${SHOW_ROUTES} | grep -A2 retriableStatusCodes`, TIME_TEN],
    patch: apply("simple-web", simpleBackend1({ behaviour: failing(500) })),
    checks: [
      fails(500, "3.52"),
      {
        says: "503 is the only code that simple-web's proxy tries again",
        needs: "mesh",
        probe: routes({ matches: '"retriableStatusCodes": \\[\\s*503\\s*\\]' }),
        until: "3.53",
        hint: SHOW_ROUTES,
      },
      ...isFelt(500, "3.51"),
    ],
  },
  {
    id: "3.51",
    type: "M",
    title: "Retry on every 5xx",
    lesson: "retryOn says which errors are worth another try: now a 500 is.",
    commands: [SHOW_ROUTE, TIME_TEN],
    patch: apply("routing", retry5xx),
    checks: [
      {
        says: "VirtualService simple-backend-vs retries on 5xx",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.http[0].retries": { equals: { attempts: 2, retryOn: "5xx" } },
        }),
        until: "3.53",
        hint: SHOW_ROUTE,
      },
      {
        says: "So does simple-web's proxy",
        needs: "mesh",
        probe: routes({ matches: '"retryOn": "5xx"' }),
        until: "3.53",
        hint: SHOW_ROUTES,
      },
      isHidden("3.52"),
    ],
  },
  {
    id: "3.52",
    type: "M",
    title: "A 408 is not tried again",
    lesson: "5xx covers no 408, and the VirtualService's list of reasons has no word for it.",
    commands: [describeErrors, TIME_TEN],
    patch: apply("simple-web", simpleBackend1({ behaviour: failing(408) })),
    checks: [fails(408, "3.55"), ...isFelt(408, "3.53")],
  },
  {
    id: "3.53",
    type: "M",
    title: "Retry on 408, by an EnvoyFilter",
    lesson: "What Istio has no field for is patched into Envoy itself, at your own risk.",
    commands: [`kubectl get envoyfilter -n ${NAMESPACE} -o yaml`, SHOW_ROUTES, TIME_TEN],
    patch: all(apply("routing", retryCodes), apply("routing", retryListed)),
    checks: [
      {
        says: "EnvoyFilter simple-backend-retry-status-codes patches simple-web's route to the backends",
        needs: "objects",
        probe: has(FILTER_KEY, {
          "spec.workloadSelector.labels": { equals: { app: "simple-web" } },
          "spec.configPatches[0].patch.value.route.retry_policy.retriable_status_codes": {
            equals: [408, 400],
          },
        }),
        until: "3.63",
        hint: `kubectl get envoyfilter -n ${NAMESPACE} -o yaml`,
      },
      {
        says: "VirtualService simple-backend-vs retries on the codes that are listed, too",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.http[0].retries": {
            equals: { attempts: 2, retryOn: "5xx,retriable-status-codes" },
          },
        }),
        until: "3.63",
        hint: SHOW_ROUTE,
      },
      {
        says: "simple-web's proxy tries 408 and 400 again, 50 ms later",
        needs: "mesh",
        probe: routes({
          matches: allOf(
            '"retryOn": "5xx,retriable-status-codes"',
            '"retriableStatusCodes": \\[(?=[^\\]]*\\b408\\b)(?=[^\\]]*\\b400\\b)',
            '"baseInterval": "0\\.050s"',
          ),
        }),
        until: "3.63",
        hint: SHOW_ROUTES,
      },
      isHidden("3.55"),
    ],
    deviation: "The EnvoyFilter, which the notes never delete, goes with the rest in 3.63.",
  },
];
