import { NAMESPACE } from "../apps/app.js";
import { failing, simpleBackend1 } from "../apps/simple-backend.js";
import { has, onHost } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import { DESCRIBE_ERRORS, fails, isFelt, isHidden } from "./backend-faults.js";
import { retry } from "./backend-policies.js";
import { allOf, routes, SHOW_ROUTES } from "./proxies.js";
import { TIME_TEN } from "./simple-calls.js";
import { ROUTE_KEY, SHOW_ROUTE } from "./simple-routing.js";

const backendLog = `kubectl logs -n ${NAMESPACE} deploy/simple-backend-1 -c simple-backend`;

/** The reasons for which Istio tries again when none are given. */
const DEFAULT_REASONS =
  "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";

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

/** Phase J, second part: a 503 is tried again, and what a retry can say (weeks/week3.md 5). */
export const phaseJRetries: readonly Step[] = [
  {
    id: "3.47",
    type: "M",
    title: "A backend that answers 503",
    lesson: "One faulty pod of three is an error for every third user, as long as nobody retries.",
    commands: [DESCRIBE_ERRORS, TIME_TEN, backendLog],
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
];
