import { NAMESPACE } from "../apps/app.js";
import { failing, simpleBackend1 } from "../apps/simple-backend.js";
import { has } from "../probes.js";
import { all, apply } from "../state.js";
import type { Step } from "../week.js";
import { DESCRIBE_ERRORS, fails, isFelt, isHidden } from "./backend-faults.js";
import { retry5xx, retryListed } from "./backend-policies.js";
import { allOf, routes, SHOW_ROUTES } from "./proxies.js";
import { TIME_TEN } from "./simple-calls.js";
import { FILTER_KEY, retryCodes, ROUTE_KEY, SHOW_ROUTE } from "./simple-routing.js";

/** Phase J, last part: for which other errors a call is tried again (weeks/week3.md 5). */
export const phaseJRetriableCodes: readonly Step[] = [
  {
    id: "3.50",
    type: "M",
    title: "A 500 is not tried again",
    lesson: "Only a 503 is among the default reasons: a 500 may have done something already.",
    commands: [DESCRIBE_ERRORS, `${SHOW_ROUTES} | grep -A2 retriableStatusCodes`, TIME_TEN],
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
    commands: [DESCRIBE_ERRORS, TIME_TEN],
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
