import { FROM_V2 } from "../../apps/catalog-answers.js";
import { ingressGateway } from "../../proxies.js";
import { apply, share, somewhere, step } from "../../step.js";
import { SHOW_ENTRY, catalogEntry, onlyV1 } from "../catalog-routing.js";
import { CATALOG, CATALOG_URL } from "../store-calls.js";
import { subsetOf } from "../store-proxies.js";

export default step({
  change: apply("routing", catalogEntry(onlyV1)),
  checks: [
    {
      says: "The gateway's route leads to the cluster of version-v1",
      probe: ingressGateway.routes("http.8080", somewhere({ cluster: subsetOf("v1") })),
      until: "3.10",
    },
    {
      says: "None of 30 answers has images",
      probe: share(30, CATALOG_URL, FROM_V2, 0, 0, CATALOG),
      until: "3.10",
      hint: SHOW_ENTRY,
    },
  ],
});
