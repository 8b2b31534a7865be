import { NAMESPACE } from "../../apps/app.js";
import { remove, step } from "../../step.js";
import { ROUTE_KEY, SUBSETS_KEY } from "../catalog-routing.js";
import { STORE, STORE_URL } from "../store-calls.js";

/** What Flagger wants to own, and until when it is gone. */
const HANDED_OVER = [
  [ROUTE_KEY, "3.19"],
  [SUBSETS_KEY, "3.22"],
  [`Service/${NAMESPACE}/catalog`, "3.19"],
  [`Deployment/${NAMESPACE}/catalog-v2`, "3.22"],
] as const;

export default step({
  change: remove(...HANDED_OVER.map(([key]) => key)),
  checks: [
    {
      says: "webapp finds no catalog and answers with 500",
      probe: {
        kind: "http",
        url: STORE_URL,
        ...STORE,
        status: 500,
        body: "error calling Catalog service",
      },
      until: "3.19",
      hint: `kubectl get svc -n ${NAMESPACE}`,
    },
  ],
});
