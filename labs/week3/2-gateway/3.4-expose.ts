import { items } from "../../apps/catalog-answers.js";
import { apply, get, step } from "../../step.js";
import { anyVersion, catalogEntry, catalogGateway } from "../catalog-routing.js";
import { CATALOG, CATALOG_URL } from "../store-calls.js";

export default step({
  change: apply("routing", catalogGateway, catalogEntry(anyVersion)),
  checks: [
    {
      says: "The host gets the four items, without images",
      probe: get(CATALOG_URL, { ...CATALOG, json: items }),
      hint: "404 means no route for the name, a refused connection means no port.",
      until: "the next change",
    },
    {
      says: "A name that no VirtualService has is answered with 404",
      probe: { kind: "http", url: CATALOG_URL, status: 404 },
      until: "3.31",
      hint: "A Gateway for all hosts would take it: kubectl get gw -A",
    },
  ],
});
