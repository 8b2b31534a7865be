import { absent, apply, only, share, step, type Tree, type TreeMap } from "../../step.js";
import { FROM_BACKEND_1, SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "../simple-calls.js";
import {
  BACKEND_CLUSTER,
  SHOW_ENDPOINTS,
  backendCluster,
  simpleWebProxy,
} from "../simple-proxy.js";
import { backendTrafficPolicy } from "../simple-routing.js";

/** An endpoint in a zone. Envoy leaves out the priority of those that come first. */
const endpointIn = (zone: string, priority: Tree): TreeMap => ({
  locality: { region: "us-west1", zone },
  priority,
});

/** One 5xx answer ejects an endpoint, for so long times the number of its ejections. */
const outlierDetection = {
  consecutive5xxErrors: 1,
  interval: "5s",
  baseEjectionTime: "30s",
  maxEjectionPercent: 100,
};

export default step({
  change: apply("routing", backendTrafficPolicy({ outlierDetection })),
  checks: [
    {
      says: "simple-web's proxy has these values",
      probe: backendCluster({
        outlierDetection: {
          consecutive5xx: 1,
          interval: "5s",
          baseEjectionTime: "30s",
          maxEjectionPercent: 100,
        },
      }),
    },
    {
      says: "The endpoint in zone a comes first, those in zone b have priority 1",
      probe: simpleWebProxy.endpoints(BACKEND_CLUSTER, [
        {
          hostStatuses: only(
            endpointIn("us-west1-a", absent),
            endpointIn("us-west1-b", 1),
            endpointIn("us-west1-b", 1),
          ),
        },
      ]),
    },
    {
      says: "All of 50 calls stay in the zone of simple-web",
      probe: share(50, SIMPLE_WEB_URL, FROM_BACKEND_1, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
      timeoutMs: 60_000,
      hint: SHOW_ENDPOINTS,
    },
  ],
});
