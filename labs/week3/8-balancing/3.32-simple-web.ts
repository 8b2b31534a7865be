import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, simpleBackend2, simpleBackendService } from "../../apps/simple-backend.js";
import { simpleWeb, simpleWebService } from "../../apps/simple-web.js";
import { inUse } from "../../proxies.js";
import { all, allOf, apply, available, get, has, listOf, step } from "../../step.js";
import { SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "../simple-calls.js";
import { BACKEND_CLUSTER, backendCluster, simpleWebProxy } from "../simple-proxy.js";
import { simpleWebEntry, simpleWebGateway } from "../simple-routing.js";

export default step({
  change: all(
    apply("simple-web", ...simpleWebService, simpleWeb()),
    apply("simple-web", ...simpleBackendService, simpleBackend1(), simpleBackend2()),
    apply("routing", simpleWebGateway, simpleWebEntry),
  ),
  checks: [
    ...["simple-web", "simple-backend-1"].map((name) => ({
      says: `${name} is available with one pod`,
      probe: available(NAMESPACE, name, { status: { readyReplicas: 1 } }),
      timeoutMs: 120_000,
      hint: `kubectl describe deploy -n ${NAMESPACE} ${name}`,
    })),
    {
      says: "simple-backend-2 is available with two pods",
      probe: available(NAMESPACE, "simple-backend-2", { status: { readyReplicas: 2 } }),
      timeoutMs: 120_000,
      until: "3.55",
      hint: `kubectl describe deploy -n ${NAMESPACE} simple-backend-2`,
    },
    {
      says: "The Service simple-backend has all three as endpoints",
      probe: has(`Endpoints/${NAMESPACE}/simple-backend`, {
        subsets: [{ addresses: listOf(3), ports: [{ port: 8080 }] }],
      }),
      timeoutMs: 120_000,
      until: "3.55",
      hint: `kubectl describe ep -n ${NAMESPACE} simple-backend`,
    },
    {
      says: "simple-web answers with what a backend said",
      probe: get(SIMPLE_WEB_URL, {
        headers: SIMPLE_WEB_HEADERS,
        body: allOf('"body": "Hello from simple-backend-[12]"', '"code": 200'),
      }),
      until: "3.41",
      hint: `kubectl logs -n ${NAMESPACE} deploy/simple-web -c simple-web`,
    },
    {
      says: "simple-web's proxy has three endpoints for the backends, and all get requests",
      probe: simpleWebProxy.endpoints(BACKEND_CLUSTER, [{ hostStatuses: listOf(3, inUse) }]),
      until: "3.41",
    },
    {
      says: "Of two it takes the one with fewer requests under way: Istio's default",
      probe: backendCluster({ lbPolicy: "LEAST_REQUEST" }),
      hint: "The notes call ROUND_ROBIN the default; since 1.14 it is LEAST_REQUEST.",
      until: "the next change",
    },
  ],
});
