import { share } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { ejection } from "../backend-policies.js";
import { SHOW_ENDPOINTS, allOf, cluster, endpoints } from "../proxies.js";
import { FROM_BACKEND_1, SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "../simple-calls.js";

/** In the JSON of an endpoint the priority stands before the locality; 0 is left out. */
const endpointIn = (zone: string, priority: string): string =>
  `${priority}\\s*"locality": \\{\\s*"region": "us-west1",\\s*"zone": "${zone}"`;

export default step({
  change: apply("routing", ejection("30s")),
  checks: [
    {
      says: "simple-web's proxy has these values",
      probe: cluster({
        matches: allOf(
          '"consecutive5xx": 1\\b',
          '"interval": "5s"',
          '"baseEjectionTime": "30s"',
          '"maxEjectionPercent": 100\\b',
        ),
      }),
    },
    {
      says: "The endpoint in zone a comes first, those in zone b have priority 1",
      probe: endpoints(
        {
          matches: allOf(
            endpointIn("us-west1-a", '"weight": 1,'),
            endpointIn("us-west1-b", '"priority": 1,'),
          ),
          lacks: `${endpointIn("us-west1-a", '"priority": 1,')}|${endpointIn("us-west1-b", '"weight": 1,')}`,
        },
        "json",
      ),
    },
    {
      says: "All of 50 calls stay in the zone of simple-web",
      probe: share(50, SIMPLE_WEB_URL, FROM_BACKEND_1, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
      timeoutMs: 60_000,
      hint: SHOW_ENDPOINTS,
    },
  ],
});
