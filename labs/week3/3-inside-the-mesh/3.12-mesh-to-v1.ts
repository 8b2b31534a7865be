import { FROM_V2 } from "../../apps/catalog-answers.js";
import { ingressGateway, madeBy, sidecar } from "../../proxies.js";
import { apply, nowhere, share, somewhere, step } from "../../step.js";
import { CATALOG_HOST, SHOW_ROUTE, catalogRoute, onlyV1, subsets } from "../catalog-routing.js";
import { STORE, STORE_INTERNAL, STORE_URL } from "../store-calls.js";

export default step({
  change: apply("routing", subsets, catalogRoute(onlyV1)),
  checks: [
    ...["webapp", "catalog"].map((name) => ({
      says: `The proxy of ${name} steers calls to catalog by it`,
      probe: sidecar(name).routes(
        "80",
        somewhere({ name: `${CATALOG_HOST}:80`, routes: [madeBy("catalog")] }),
      ),
      until: "3.17" as const,
    })),
    {
      says: "The gateway's does not",
      probe: ingressGateway.routes(
        "http.8080",
        somewhere(madeBy("webapp-virtualservice")),
        nowhere(madeBy("catalog")),
      ),
      until: "3.31",
      hint: "A VirtualService for the gateway names it among its gateways.",
    },
    {
      says: "None of 30 answers has images",
      probe: share(30, STORE_URL, FROM_V2, 0, 0, STORE),
      until: "3.15",
      hint: SHOW_ROUTE,
    },
    {
      says: "Nor has one of 30 to the staff: no route looks at the header yet",
      probe: share(30, STORE_URL, FROM_V2, 0, 0, STORE_INTERNAL),
      hint: SHOW_ROUTE,
    },
  ],
});
