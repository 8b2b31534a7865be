import { NAMESPACE } from "../apps/app.js";
import { failing, simpleBackend1, simpleBackend2 } from "../apps/simple-backend.js";
import { fortioCommand } from "../load-runs.js";
import { available, lacks } from "../probes.js";
import { all, apply, mesh, remove } from "../state.js";
import type { Step } from "../week.js";
import { BACKEND_ENV, DESCRIBE_ERRORS } from "./backend-faults.js";
import { allSucceed, load, LOAD_MS, TWO_CALLERS } from "./fortio.js";
import { M4 } from "./mesh.js";
import { countFrom, SHOW_ENDPOINTS, simpleWebCounted } from "./proxies.js";
import { FILTER_KEY, ROUTE_KEY, RULE_KEY } from "./simple-routing.js";

/** Phase L, first half: a clean start, then one endpoint of three that fails (weeks/week3.md 5). */
export const phaseLFailingEndpoint: readonly Step[] = [
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
    commands: [DESCRIBE_ERRORS, fortioCommand(TWO_CALLERS)],
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
        hint: DESCRIBE_ERRORS,
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
];
