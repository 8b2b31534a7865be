import { NAMESPACE } from "../apps/app.js";
import { inPod, onHost, share } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import { balancing } from "./backend-policies.js";
import { cluster, SHOW_CLUSTER } from "./proxies.js";
import {
  countBackends,
  FROM_BACKEND_2,
  SIMPLE_WEB_HEADERS,
  SIMPLE_WEB_URL,
} from "./simple-calls.js";
import { balancingIs, SHOW_BALANCING } from "./simple-routing.js";

/** How quickly netshoot gets an answer. */
const TIMED_CURL = [
  ...["curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code} %{time_total}"],
  `http://simple-web.${NAMESPACE}`,
];

/** Phase H, second part: each endpoint in its turn, and how long a call takes without load (weeks/week3.md 5). */
export const phaseHRoundRobin: readonly Step[] = [
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
