import { ingressGateway, outbound } from "../../proxies.js";
import { apply, step } from "../../step.js";
import { CATALOG_HOST, subsets } from "../catalog-routing.js";
import { healthyEndpoints } from "../store-proxies.js";

export default step({
  change: apply("routing", subsets),
  checks: [
    ...["version-v1", "version-v2"].map((subset) => ({
      says: `The gateway has one healthy endpoint of ${subset}`,
      probe: ingressGateway.endpoints(outbound(CATALOG_HOST, subset), healthyEndpoints(1)),
      hint: `istioctl proxy-config cluster deploy/istio-ingressgateway.istio-system --fqdn ${CATALOG_HOST}`,
    })),
  ],
});
