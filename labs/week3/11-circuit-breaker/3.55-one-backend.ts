import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, simpleBackend2, slow } from "../../apps/simple-backend.js";
import { absent, apply, count, has, listOf, step } from "../../step.js";
import { linesLike, timedCalls } from "../simple-calls.js";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: slow }), simpleBackend2({ replicas: 0 })),
  checks: [
    {
      says: "simple-backend-2 has no pods",
      probe: has(`Deployment/${NAMESPACE}/simple-backend-2`, {
        spec: { replicas: 0 },
        status: { replicas: absent },
      }),
      timeoutMs: 120_000,
      hint: `kubectl get deploy -n ${NAMESPACE}`,
    },
    {
      says: "The Service simple-backend has one endpoint",
      probe: has(`Endpoints/${NAMESPACE}/simple-backend`, {
        subsets: [{ addresses: listOf(1) }],
      }),
      timeoutMs: 120_000,
      hint: `kubectl describe ep -n ${NAMESPACE} simple-backend`,
      until: "it changes again",
    },
    {
      says: "No DestinationRule limits anything yet",
      probe: count("destinationrules.networking.istio.io", 0, { namespace: NAMESPACE }),
      hint: `kubectl get dr -n ${NAMESPACE}`,
    },
    {
      says: "Three of three calls succeed, each after a second",
      probe: timedCalls(3, { matches: linesLike("200 1\\.", 3) }),
      timeoutMs: 60_000,
      until: "3.56",
      hint: `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep TIMING_50`,
    },
  ],
});
