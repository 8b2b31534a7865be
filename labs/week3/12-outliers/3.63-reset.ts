import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, simpleBackend2 } from "../../apps/simple-backend.js";
import { available, lacks } from "../../probes.js";
import { all, apply, mesh, remove } from "../../state.js";
import { step } from "../../step.js";
import { TWO_CALLERS, allSucceed } from "../fortio.js";
import { M4 } from "../mesh.js";
import { countFrom, simpleWebCounted } from "../proxies.js";
import { FILTER_KEY, ROUTE_KEY, RULE_KEY } from "../simple-routing.js";

export default step({
  change: all(
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
  load: TWO_CALLERS,
});
