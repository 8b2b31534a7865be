import { NAMESPACE } from "../apps/app.js";
import { simpleBackend1, simpleBackend2, slow } from "../apps/simple-backend.js";
import { simpleWeb } from "../apps/simple-web.js";
import { available, has, lacks } from "../probes.js";
import { all, apply, mesh, remove } from "../state.js";
import type { Step } from "../week.js";
import { giveUp } from "./backend-policies.js";
import { M2 } from "./mesh.js";
import { routes, SHOW_ROUTES } from "./proxies.js";
import { CURL, linesLike, NOT_OK, TIME_TEN, timedCalls } from "./simple-calls.js";
import { ROUTE_KEY, RULE_KEY, SHOW_ROUTE } from "./simple-routing.js";

const DELAY =
  "spec.template.spec.containers[name=simple-backend].env[name=TIMING_50_PERCENTILE].value";
const describeDelays = `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep TIMING_50_PERCENTILE:`;
const SHOW_INSTALLED = "kubectl get istiooperators -n istio-system -o yaml";

/** Phase J, first part: a call that takes too long is given up (weeks/week3.md 5). */
export const phaseJTimeouts: readonly Step[] = [
  {
    id: "3.43",
    type: "M",
    title: "Measure without any rule",
    lesson: "Know how long a call takes before you say how long it may: 150 ms here, and a little.",
    commands: [`${CURL} | jq .code`, TIME_TEN],
    patch: all(
      apply("simple-web", simpleWeb(), simpleBackend1(), simpleBackend2()),
      remove(RULE_KEY),
    ),
    checks: [
      {
        says: "There is no DestinationRule simple-backend-dr",
        needs: "objects",
        probe: lacks(RULE_KEY),
        until: "3.57",
        hint: `kubectl get dr -n ${NAMESPACE}`,
      },
      {
        says: "No pod of simple-web has a zone any more",
        needs: "objects",
        probe: available(NAMESPACE, "simple-web", {
          'spec.template.metadata.labels["istio-locality"]': { absent: true },
        }),
        timeoutMs: 120_000,
        hint: `kubectl get deploy -n ${NAMESPACE} simple-web -o yaml`,
      },
      {
        says: "Ten calls succeed, each within half a second",
        needs: "traffic",
        probe: timedCalls(10, { matches: linesLike("200 0\\.[0-4]", 10) }),
        timeoutMs: 60_000,
        until: "3.44",
        hint: describeDelays,
      },
    ],
    deviation: "The notes speak of 10 to 20 ms: with backends that take 150 ms it is about 175 ms.",
  },
  {
    id: "3.44",
    type: "M",
    title: "One backend takes a second",
    lesson: "Without a limit a slow backend makes its callers slow, and theirs in turn.",
    commands: [describeDelays, TIME_TEN],
    patch: apply("simple-web", simpleBackend1({ behaviour: slow })),
    checks: [
      {
        says: "simple-backend-1 takes a second",
        needs: "objects",
        probe: available(NAMESPACE, "simple-backend-1", { [DELAY]: { equals: "1000ms" } }),
        timeoutMs: 120_000,
        until: "3.46",
        hint: describeDelays,
      },
      {
        says: "All of 20 calls succeed, and some take more than a second",
        needs: "traffic",
        probe: timedCalls(20, { matches: "^200 [1-9]", lacks: NOT_OK }),
        timeoutMs: 60_000,
        until: "3.45",
        hint: describeDelays,
      },
    ],
    deviation: "No label has to be taken off first, since none was added to the selector in 3.35.",
  },
  {
    id: "3.45",
    type: "M",
    title: "Give up after half a second",
    lesson: "Fail fast: an error after 0.5 s is better than an answer that nobody waits for.",
    commands: [`kubectl get vs -n ${NAMESPACE}`, TIME_TEN, `${SHOW_ROUTES} | grep timeout`],
    patch: apply("routing", giveUp),
    checks: [
      {
        says: "VirtualService simple-backend-vs gives the backends half a second, for the whole mesh",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.http[0].timeout": { equals: "0.5s" },
          "spec.gateways": { absent: true },
        }),
        until: "3.48",
        hint: SHOW_ROUTE,
      },
      {
        says: "simple-web's proxy has the timeout on its route to them",
        needs: "mesh",
        probe: routes({ matches: '"timeout": "0\\.500s"' }),
        until: "3.48",
        hint: SHOW_ROUTES,
      },
      {
        says: "Of 20 calls some fail after half a second, and none takes longer than 0.8 s",
        needs: "traffic",
        probe: timedCalls(20, { matches: "^500 0\\.[5-7]", lacks: "^\\d+ (?:0\\.[89]|[1-9])" }),
        timeoutMs: 60_000,
        until: "3.46",
        hint: "The proxy answers 504, which simple-web passes on as a 500.",
      },
    ],
  },
  {
    id: "3.46",
    type: "M",
    title: "Switch the mesh's own retries off",
    lesson: "Istio tries twice more by default; to see what a retry does, start without any.",
    commands: [SHOW_INSTALLED, SHOW_ROUTES],
    patch: all(apply("simple-web", simpleWeb(), simpleBackend1(), simpleBackend2()), mesh(M2)),
    checks: [
      {
        says: "The mesh's configuration has no attempts by default",
        needs: "objects",
        probe: has("ConfigMap/istio-system/istio", {
          "data.mesh": { matches: "^defaultHttpRetryPolicy:\\n\\s+attempts: 0$" },
        }),
        hint: "kubectl get cm -n istio-system istio -o jsonpath='{.data.mesh}'",
      },
      {
        says: "installed-state records it",
        needs: "objects",
        probe: has("IstioOperator/istio-system/installed-state", {
          "spec.meshConfig.defaultHttpRetryPolicy.attempts": { equals: 0 },
        }),
        hint: SHOW_INSTALLED,
      },
      {
        says: "No route of simple-web's proxy is tried again",
        needs: "mesh",
        probe: routes({ matches: '"timeout": "0\\.500s"', lacks: '"retryPolicy"' }),
        until: "3.48",
        hint: "istiod reads its ConfigMap by itself and tells the proxies, within seconds.",
      },
    ],
    deviation:
      "istioctl install is not typed again: the mesh's new spec changes one ConfigMap, the gateway's Service stays a NodePort, and nothing restarts. VirtualService simple-backend-vs keeps its timeout, as in the notes.",
  },
];
