import { NAMESPACE } from "../apps/app.js";
import { simpleBackend1, simpleBackend2, slow } from "../apps/simple-backend.js";
import { available, count, has } from "../probes.js";
import { fortioCommand } from "../load-runs.js";
import { PROXY_CONFIG } from "../restart.js";
import { apply, mesh } from "../state.js";
import type { Step } from "../week.js";
import { ALL_OK, load, LOAD_MS, ONE_CALLER } from "./fortio.js";
import { M3 } from "./mesh.js";
import { allOf, inboundListener } from "./proxies.js";
import { CURL, linesLike, SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL, timedCalls } from "./simple-calls.js";

const SHOW_MESH = "kubectl get cm -n istio-system istio -o jsonpath='{.data.mesh}'";

/** Phase K, first part: one slow backend, and every request seen (weeks/week3.md 5). */
export const phaseKBaseline: readonly Step[] = [
  {
    id: "3.54",
    type: "M",
    title: "Trace every request, log every request",
    lesson: "A proxy reads its share of traces when it starts: the pods are made anew for it.",
    commands: [
      SHOW_MESH,
      "kubectl get pod -n istio-system -l app=istio-ingressgateway",
      `kubectl get pod -n ${NAMESPACE}`,
      `kubectl logs -n ${NAMESPACE} deploy/simple-web -c istio-proxy --tail 5`,
    ],
    patch: mesh(M3),
    checks: [
      {
        says: "The mesh's configuration traces all requests and logs to /dev/stdout",
        needs: "objects",
        probe: has("ConfigMap/istio-system/istio", {
          "data.mesh": {
            matches: allOf("sampling: 100$", "^accessLogFile: /dev/stdout$", "attempts: 0$"),
          },
        }),
        hint: SHOW_MESH,
      },
      ...["simple-web", "simple-backend-1"].map((name) => ({
        says: `${name} was started again with it`,
        needs: "objects" as const,
        probe: available(NAMESPACE, name, {
          [`spec.template.metadata.annotations["${PROXY_CONFIG}"]`]: { contains: "sampling" },
        }),
        timeoutMs: 120_000,
        hint: `kubectl rollout status -n ${NAMESPACE} deploy/${name}`,
      })),
      {
        says: "simple-web's proxy traces every request",
        needs: "mesh",
        probe: inboundListener({ matches: '"randomSampling": \\{\\s*"value": 100' }),
        hint: `kubectl rollout restart -n ${NAMESPACE} deploy/simple-web starts it again by hand.`,
      },
      {
        says: "It logs every request",
        needs: "traffic",
        probe: {
          kind: "log",
          in: { namespace: NAMESPACE, pod: "deploy/simple-web", container: "istio-proxy" },
          matches: '"GET / HTTP/1\\.[01]" \\d{3} ',
          atLeast: 5,
          after: { url: SIMPLE_WEB_URL, headers: SIMPLE_WEB_HEADERS, requests: 5 },
        },
        until: "3.55",
        hint: SHOW_MESH,
      },
    ],
    deviation:
      "The rollouts that the notes type follow from an annotation of the pods, which holds what a proxy reads at its start: going back takes it away and restarts them too. simple-backend-2 gets it as well; istiod needs none.",
  },
  {
    id: "3.55",
    type: "M",
    title: "One slow backend is left",
    lesson: "To see a limit on one connection there must be one backend, and it must be busy.",
    commands: [
      `kubectl get deploy,ep -n ${NAMESPACE}`,
      `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep TIMING_50`,
      `${CURL} | grep duration`,
    ],
    patch: apply(
      "simple-web",
      simpleBackend1({ behaviour: slow }),
      simpleBackend2({ replicas: 0 }),
    ),
    checks: [
      {
        says: "simple-backend-2 has no pods",
        needs: "objects",
        probe: has(`Deployment/${NAMESPACE}/simple-backend-2`, {
          "spec.replicas": { equals: 0 },
          "status.replicas": { absent: true },
        }),
        timeoutMs: 120_000,
        until: "3.63",
        hint: `kubectl get deploy -n ${NAMESPACE}`,
      },
      {
        says: "The Service simple-backend has one endpoint",
        needs: "objects",
        probe: has(`Endpoints/${NAMESPACE}/simple-backend`, {
          "subsets[0].addresses": { length: 1 },
        }),
        timeoutMs: 120_000,
        until: "3.63",
        hint: `kubectl describe ep -n ${NAMESPACE} simple-backend`,
      },
      {
        says: "No DestinationRule limits anything yet",
        needs: "objects",
        probe: count("destinationrules.networking.istio.io", 0, { namespace: NAMESPACE }),
        until: "3.57",
        hint: `kubectl get dr -n ${NAMESPACE}`,
      },
      {
        says: "Three of three calls succeed, each after a second",
        needs: "traffic",
        probe: timedCalls(3, { matches: linesLike("200 1\\.", 3) }),
        timeoutMs: 60_000,
        until: "3.56",
        hint: `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep TIMING_50`,
      },
    ],
    deviation:
      "The number of pods is written in the Deployment, where the notes use `kubectl scale`. What else the notes apply here is there already.",
  },
  {
    id: "3.56",
    type: "L",
    title: "Load without limits",
    lesson: "One caller, one request a second, one second for each: just what the backend can do.",
    commands: [fortioCommand(ONE_CALLER)],
    load: ONE_CALLER,
    checks: [
      {
        says: "All calls succeed, half of them within 1.0 to 1.1 s",
        needs: "traffic",
        probe: load(ONE_CALLER, { codes: ALL_OK, percentiles: { 50: { min: 1, max: 1.1 } } }),
        timeoutMs: LOAD_MS,
        until: "3.57",
        hint: `kubectl get pod -n ${NAMESPACE}`,
      },
    ],
  },
];
