import { NAMESPACE } from "../apps/app.js";
import { simpleBackend1, simpleBackend2, simpleBackendService } from "../apps/simple-backend.js";
import { simpleWeb, simpleWebService } from "../apps/simple-web.js";
import { available, get, has, inPod, onHost, share } from "../probes.js";
import { all, apply } from "../state.js";
import type { Step } from "../week.js";
import { balancing } from "./backend-policies.js";
import {
  allOf,
  cluster,
  endpoints,
  endpointsInUse,
  SHOW_CLUSTER,
  SHOW_ENDPOINTS,
} from "./proxies.js";
import {
  countBackends,
  CURL,
  FROM_BACKEND_2,
  pollBackend,
  SIMPLE_WEB_HEADERS,
  SIMPLE_WEB_URL,
} from "./simple-calls.js";
import {
  balancingIs,
  SHOW_BALANCING,
  simpleWebEntry,
  simpleWebEntrySpec,
  simpleWebGateway,
  simpleWebGatewaySpec,
} from "./simple-routing.js";

/** How quickly netshoot gets an answer. */
const TIMED_CURL = [
  ...["curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code} %{time_total}"],
  `http://simple-web.${NAMESPACE}`,
];

/** Phase H, first half: the caller's proxy chooses among the endpoints itself (weeks/week3.md 5). */
export const phaseHSimpleWeb: readonly Step[] = [
  {
    id: "3.32",
    type: "M",
    title: "Deploy simple-web and two simple-backends",
    lesson: "The proxy of simple-web knows every backend pod and chooses one for each request.",
    commands: [
      `kubectl get deploy,pod,svc,ep -n ${NAMESPACE} -o wide`,
      `kubectl get gw,vs -n ${NAMESPACE}`,
      `${CURL} | jq`,
      pollBackend,
      SHOW_CLUSTER,
      SHOW_ENDPOINTS,
    ],
    patch: all(
      apply("simple-web", ...simpleWebService, simpleWeb()),
      apply("simple-web", ...simpleBackendService, simpleBackend1(), simpleBackend2()),
      apply("routing", simpleWebGateway, simpleWebEntry),
    ),
    checks: [
      ...["simple-web", "simple-backend-1"].map((name) => ({
        says: `${name} is available with one pod`,
        needs: "objects" as const,
        probe: available(NAMESPACE, name, { "status.readyReplicas": { equals: 1 } }),
        timeoutMs: 120_000,
        hint: `kubectl describe deploy -n ${NAMESPACE} ${name}`,
      })),
      {
        says: "simple-backend-2 is available with two pods",
        needs: "objects",
        probe: available(NAMESPACE, "simple-backend-2", { "status.readyReplicas": { equals: 2 } }),
        timeoutMs: 120_000,
        until: "3.55",
        hint: `kubectl describe deploy -n ${NAMESPACE} simple-backend-2`,
      },
      {
        says: "The Service simple-backend has all three as endpoints",
        needs: "objects",
        probe: has(`Endpoints/${NAMESPACE}/simple-backend`, {
          "subsets[0].addresses": { length: 3 },
          "subsets[0].ports[0].port": { equals: 8080 },
        }),
        timeoutMs: 120_000,
        until: "3.55",
        hint: `kubectl describe ep -n ${NAMESPACE} simple-backend`,
      },
      {
        says: "The gateway takes requests for simple-web.istioinaction.io",
        needs: "objects",
        probe: has(`Gateway/${NAMESPACE}/simple-web-gateway`, {
          spec: { equals: simpleWebGatewaySpec },
        }),
        hint: `kubectl get gw -n ${NAMESPACE} simple-web-gateway -o yaml`,
      },
      {
        says: "They go to simple-web",
        needs: "objects",
        probe: has(`VirtualService/${NAMESPACE}/simple-web-vs-for-gateway`, {
          spec: { equals: simpleWebEntrySpec },
        }),
        hint: `kubectl get vs -n ${NAMESPACE} simple-web-vs-for-gateway -o yaml`,
      },
      {
        says: "simple-web answers with what a backend said",
        needs: "traffic",
        probe: get(SIMPLE_WEB_URL, {
          headers: SIMPLE_WEB_HEADERS,
          body: allOf('"body": "Hello from simple-backend-[12]"', '"code": 200'),
        }),
        until: "3.41",
        hint: `kubectl logs -n ${NAMESPACE} deploy/simple-web -c simple-web`,
      },
      {
        says: "simple-web's proxy has three endpoints for the backends, and all get requests",
        needs: "mesh",
        probe: endpoints({ matches: endpointsInUse(3) }),
        until: "3.41",
        hint: SHOW_ENDPOINTS,
      },
      {
        says: "Of two it takes the one with fewer requests under way: Istio's default",
        needs: "mesh",
        probe: cluster({ matches: '"lbPolicy": "LEAST_REQUEST"' }),
        until: "3.33",
        hint: "The notes call ROUND_ROBIN the default; since 1.14 it is LEAST_REQUEST.",
      },
    ],
    deviation:
      "The two backends share one selector in the notes, so that `deploy/simple-backend-1` may be a pod of the other. Here the label version, which the notes add for Kiali, is in the selectors too: they differ, and no later step has to change one, which Kubernetes forbids. The host's /etc/hosts stays as it is: calls name simple-web in their Host header.",
  },
  {
    id: "3.33",
    type: "M",
    title: "Round robin",
    lesson: "Each endpoint in its turn: the backend with two pods gets two calls of three.",
    commands: [SHOW_BALANCING, countBackends(10), countBackends(50), SHOW_CLUSTER],
    patch: apply("routing", balancing("ROUND_ROBIN")),
    checks: [
      {
        says: "DestinationRule simple-backend-dr asks for ROUND_ROBIN",
        needs: "objects",
        probe: balancingIs("ROUND_ROBIN"),
        until: "3.37",
        hint: SHOW_BALANCING,
      },
      {
        says: "simple-web's proxy has no lbPolicy for the backends: round robin is Envoy's default",
        needs: "mesh",
        probe: cluster({
          matches: `"name": "outbound\\|80\\|\\|simple-backend`,
          lacks: '"lbPolicy"',
        }),
        until: "3.37",
        hint: SHOW_CLUSTER,
      },
      {
        says: "About two thirds of 60 calls go to simple-backend-2",
        needs: "traffic",
        probe: share(60, SIMPLE_WEB_URL, FROM_BACKEND_2, 32 / 60, 48 / 60, {
          headers: SIMPLE_WEB_HEADERS,
        }),
        until: "3.35",
        hint: "Each of the proxy's threads takes turns on its own, so the share is not exact.",
      },
    ],
    deviation:
      "The notes expect LEAST_REQUEST in the proxy; with ROUND_ROBIN, the enum's zero, the field is not printed at all.",
  },
  {
    id: "3.34",
    type: "O",
    title: "Measure once, before there is load",
    lesson: "A call takes what its slowest part takes: 150 ms in a backend, little in the mesh.",
    commands: [
      `kubectl exec -n ${NAMESPACE} netshoot -c netshoot -- bash -c 'time curl -s -o /dev/null http://simple-web.${NAMESPACE}'`,
      "fortio version",
      `fortio curl -H "Host: ${SIMPLE_WEB_HEADERS.Host}" ${SIMPLE_WEB_URL}`,
    ],
    checks: [
      {
        says: "A call from inside the mesh takes less than half a second",
        needs: "traffic",
        probe: inPod({ namespace: NAMESPACE, pod: "netshoot", container: "netshoot" }, TIMED_CURL, {
          matches: "^200 0\\.[0-4]",
        }),
        until: "3.35",
        hint: `kubectl get pod -n ${NAMESPACE}`,
      },
      {
        says: "fortio is at hand",
        needs: "traffic",
        probe: onHost(["fortio", "version"], { matches: "^v?1\\." }),
        hint: 'eval "$(./lab env week3)" puts the lab\'s tools on the PATH.',
      },
    ],
    deviation:
      "fortio is a tool of the lab, not installed with brew. All its runs are commands; its web page is not needed.",
  },
];
