import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, simpleBackend2, simpleBackendService } from "../../apps/simple-backend.js";
import { simpleWeb, simpleWebService } from "../../apps/simple-web.js";
import { available, get, has } from "../../probes.js";
import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { SHOW_ENDPOINTS, allOf, cluster, endpoints, endpointsInUse } from "../proxies.js";
import { SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "../simple-calls.js";
import {
  simpleWebEntry,
  simpleWebEntrySpec,
  simpleWebGateway,
  simpleWebGatewaySpec,
} from "../simple-routing.js";

export default step({
  change: all(
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
});
