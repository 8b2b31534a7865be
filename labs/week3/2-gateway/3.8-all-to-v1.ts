import { has, share } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { FROM_V2 } from "../../week1/load.js";
import { ENTRY_KEY, catalogEntry, catalogEntrySpec, onlyV1 } from "../catalog-routing.js";
import { CATALOG, CATALOG_URL } from "../store-calls.js";
import { INGRESS, dump } from "../store-proxies.js";
import { SHOW_ROUTES, clusterOf, showEntry } from "./release-common.js";

export default step({
  change: apply("routing", catalogEntry(onlyV1)),
  checks: [
    {
      says: "The VirtualService names the subset version-v1",
      needs: "objects",
      probe: has(ENTRY_KEY, { spec: { equals: catalogEntrySpec(onlyV1) } }),
      until: "3.9",
      hint: showEntry,
    },
    {
      says: "The gateway's route leads to the cluster of version-v1",
      needs: "mesh",
      probe: dump("routes", INGRESS, ["--name", "http.8080", "-o", "json"], {
        matches: clusterOf("v1"),
      }),
      until: "3.10",
      hint: SHOW_ROUTES,
    },
    {
      says: "None of 30 answers has images",
      needs: "traffic",
      probe: share(30, CATALOG_URL, FROM_V2, 0, 0, CATALOG),
      until: "3.10",
      hint: showEntry,
    },
  ],
});
