import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, simpleBackend2 } from "../../apps/simple-backend.js";
import { all, apply, available, mesh, remove, step } from "../../step.js";
import { TWO_CALLERS, allSucceed } from "../fortio.js";
import { M4 } from "../mesh.js";
import { countFrom, simpleWebCounted } from "../simple-proxy.js";
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
      says: "simple-backend-2 has its two pods again",
      probe: available(NAMESPACE, "simple-backend-2", { status: { readyReplicas: 2 } }),
      timeoutMs: 120_000,
      hint: `kubectl describe deploy -n ${NAMESPACE} simple-backend-2`,
    },
    { ...allSucceed },
  ],
  load: TWO_CALLERS,
});
