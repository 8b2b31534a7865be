import { NAMESPACE } from "../../apps/app.js";
import { FROM_V2 } from "../../apps/catalog-answers.js";
import { all, apply, available, by, has, share, step } from "../../step.js";
import { catalogRelease, targetV1 } from "../catalog-release.js";
import { STORE, STORE_URL } from "../store-calls.js";
import { showAccessLog } from "../store-proxies.js";
import { DESCRIBE_CANARY, FLAGGER_MS, canary, routeAtRest } from "./canary-watch.js";

export default step({
  change: all(apply("catalog", targetV1), apply("flagger", catalogRelease)),
  checks: [
    {
      says: "Flagger has nothing more to do with it",
      probe: canary("Initialized", "Succeeded"),
      timeoutMs: FLAGGER_MS,
      hint: DESCRIBE_CANARY,
    },
    {
      says: "catalog-primary is available, and catalog has no pod",
      needs: "metrics",
      inTurn: true,
      probe: available(NAMESPACE, "catalog-primary", { status: { readyReplicas: 1 } }),
      timeoutMs: FLAGGER_MS,
      until: "3.21",
      hint: `kubectl get deploy -n ${NAMESPACE}`,
    },
    ...["catalog", "catalog-primary", "catalog-canary"].map((name) => ({
      says: `Flagger has made the Service ${name}`,
      needs: "metrics" as const,
      inTurn: true as const,
      probe: has(`Service/${NAMESPACE}/${name}`, {
        spec: { ports: by("port", { 80: { targetPort: 3000 } }) },
      }),
      timeoutMs: FLAGGER_MS,
      until: "3.21" as const,
      hint: DESCRIBE_CANARY,
    })),
    routeAtRest,
    {
      says: "20 of 20 requests are answered again, by v1",
      needs: "metrics",
      probe: share(20, STORE_URL, FROM_V2, 0, 0, STORE),
      timeoutMs: FLAGGER_MS,
      hint: showAccessLog("webapp"),
    },
  ],
});
