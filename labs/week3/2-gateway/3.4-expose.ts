import { NAMESPACE } from "../../apps/app.js";
import { get, has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { items } from "../../week1/load.js";
import {
  ENTRY_KEY,
  anyVersion,
  catalogEntry,
  catalogEntrySpec,
  catalogGateway,
  catalogGatewaySpec,
} from "../catalog-routing.js";
import { CATALOG, CATALOG_URL } from "../store-calls.js";

export default step({
  change: apply("routing", catalogGateway, catalogEntry(anyVersion)),
  checks: [
    {
      says: "The Gateway opens port 80 for catalog.istioinaction.io",
      needs: "objects",
      probe: has(`Gateway/${NAMESPACE}/catalog-gateway`, {
        spec: { equals: catalogGatewaySpec },
      }),
      until: "3.10",
      hint: `kubectl get gw -n ${NAMESPACE} catalog-gateway -o yaml`,
    },
    {
      says: "The VirtualService sends that name to catalog, whatever its version",
      needs: "objects",
      probe: has(ENTRY_KEY, { spec: { equals: catalogEntrySpec(anyVersion) } }),
      until: "3.8",
      hint: `kubectl get vs -n ${NAMESPACE} catalog-vs-from-gw -o yaml`,
    },
    {
      says: "The host gets the four items, without images",
      needs: "traffic",
      probe: get(CATALOG_URL, { ...CATALOG, json: items }),
      until: "3.6",
      hint: "404 means no route for the name, a refused connection means no port.",
    },
    {
      says: "A name that no VirtualService has is answered with 404",
      needs: "traffic",
      probe: { kind: "http", url: CATALOG_URL, status: 404 },
      until: "3.31",
      hint: "A Gateway for all hosts would take it: kubectl get gw -A",
    },
  ],
});
