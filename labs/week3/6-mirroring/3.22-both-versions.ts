import { NAMESPACE } from "../../apps/app.js";
import { FROM_V2, OK } from "../../apps/catalog-answers.js";
import { catalogV2 } from "../../apps/catalog.js";
import { all, apply, available, share, step } from "../../step.js";
import { catalogService, catalogV1 } from "../catalog-release.js";
import { SHOW_ROUTE, catalogRoute, onlyV1, subsets } from "../catalog-routing.js";
import { STORE, STORE_URL } from "../store-calls.js";
import { showAccessLog } from "../store-proxies.js";

export default step({
  change: all(
    apply("catalog", catalogService, catalogV1, catalogV2),
    apply("routing", subsets, catalogRoute(onlyV1)),
  ),
  checks: [
    ...["catalog", "catalog-v2"].map((name) => ({
      says: `${name} is available with one pod`,
      probe: available(NAMESPACE, name, { status: { readyReplicas: 1 } }),
      timeoutMs: 120_000,
      hint: `kubectl describe deploy -n ${NAMESPACE} ${name}`,
    })),
    {
      says: "20 of 20 requests are answered with 200",
      probe: share(20, STORE_URL, OK, 1, 1, STORE),
      until: "3.31",
      hint: showAccessLog("webapp"),
    },
    {
      says: "None of 100 answers has images",
      probe: share(100, STORE_URL, FROM_V2, 0, 0, STORE),
      until: "3.31",
      hint: SHOW_ROUTE,
    },
  ],
});
