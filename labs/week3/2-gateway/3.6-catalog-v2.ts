import { NAMESPACE } from "../../apps/app.js";
import { FROM_V2 } from "../../apps/catalog-answers.js";
import { catalogV2 } from "../../apps/catalog.js";
import { catalogV2IsUp } from "../../apps/up-checks.js";
import { ingressGateway, outbound } from "../../proxies.js";
import { apply, shareByChance, some, step } from "../../step.js";
import { CATALOG_HOST } from "../catalog-routing.js";
import { CATALOG, CATALOG_URL } from "../store-calls.js";
import { healthyEndpoints } from "../store-proxies.js";

export default step({
  change: apply("catalog", catalogV2),
  checks: [
    catalogV2IsUp("app=catalog,version=v2"),
    {
      says: "The gateway has two healthy endpoints of catalog",
      probe: ingressGateway.endpoints(outbound(CATALOG_HOST), healthyEndpoints(2)),
      hint: `kubectl get ep -n ${NAMESPACE} catalog`,
    },
    {
      says: "It chooses the one with fewer requests under way",
      probe: ingressGateway.clusters(
        CATALOG_HOST,
        some({ name: outbound(CATALOG_HOST), lbPolicy: "LEAST_REQUEST" }),
      ),
    },
    {
      says: "Both versions answer, each at least one request in eight",
      probe: shareByChance(
        40,
        CATALOG_URL,
        FROM_V2,
        { expected: 0.5, min: 0.125, max: 0.875, confidence: 0.9999 },
        CATALOG,
      ),
      until: "3.8",
    },
  ],
});
