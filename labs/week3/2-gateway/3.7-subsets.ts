import { apply } from "../../state.js";
import { step } from "../../step.js";
import { CATALOG_HOST, subsets } from "../catalog-routing.js";
import { INGRESS, dump, endpointsOf, healthyEndpoints, showDump } from "../store-proxies.js";

export default step({
  change: apply("routing", subsets),
  checks: [
    ...["version-v1", "version-v2"].map((subset) => ({
      says: `The gateway has one healthy endpoint of ${subset}`,
      probe: dump("endpoint", INGRESS, endpointsOf(CATALOG_HOST, subset), {
        matches: healthyEndpoints(1),
      }),
      hint: showDump("cluster", INGRESS, "--fqdn", CATALOG_HOST),
    })),
  ],
});
