import { NAMESPACE } from "../../apps/app.js";
import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { CATALOG_HOST, SUBSETS_KEY, subsets, subsetsSpec } from "../catalog-routing.js";
import { INGRESS, dump, endpointsOf, healthyEndpoints, showDump } from "../store-proxies.js";

export default step({
  change: apply("routing", subsets),
  checks: [
    {
      says: "DestinationRule catalog has the subsets version-v1 and version-v2",
      needs: "objects",
      probe: has(SUBSETS_KEY, { spec: { equals: subsetsSpec } }),
      until: "3.10",
      hint: `kubectl get dr -n ${NAMESPACE} catalog -o yaml`,
    },
    ...["version-v1", "version-v2"].map((subset) => ({
      says: `The gateway has one healthy endpoint of ${subset}`,
      needs: "mesh" as const,
      probe: dump("endpoint", INGRESS, endpointsOf(CATALOG_HOST, subset), {
        matches: healthyEndpoints(1),
      }),
      until: "3.10" as const,
      hint: showDump("cluster", INGRESS, "--fqdn", CATALOG_HOST),
    })),
  ],
});
