import { has, share } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { FROM_V2 } from "../../week1/load.js";
import { ENTRY_KEY, catalogEntry, catalogEntrySpec, darkLaunch } from "../catalog-routing.js";
import { CATALOG, CATALOG_URL, COHORT, INTERNAL } from "../store-calls.js";
import { INGRESS, dump, inOrder } from "../store-proxies.js";
import { SHOW_ROUTES, clusterOf, showEntry } from "./release-common.js";

/** A request to catalog with a header of the staff. */
const as = (cohort: Readonly<Record<string, string>>) => ({
  headers: { ...CATALOG.headers, ...cohort },
});

export default step({
  change: apply("routing", catalogEntry(darkLaunch)),
  checks: [
    {
      says: "The VirtualService has two routes, the first for the header x-istio-cohort: internal",
      needs: "objects",
      probe: has(ENTRY_KEY, { spec: { equals: catalogEntrySpec(darkLaunch) } }),
      until: "3.10",
      hint: showEntry,
    },
    {
      says: "Envoy has them in the same order: the header first, v1 for the rest",
      needs: "mesh",
      probe: dump("routes", INGRESS, ["--name", "http.8080", "-o", "json"], {
        matches: inOrder('"exact": "internal"', clusterOf("v2"), clusterOf("v1")),
      }),
      until: "3.10",
      hint: SHOW_ROUTES,
    },
    {
      says: "All of 20 answers to the staff have images",
      needs: "traffic",
      probe: share(20, CATALOG_URL, FROM_V2, 1, 1, as(INTERNAL)),
      until: "3.10",
      hint: showEntry,
    },
    {
      says: "None of 20 answers to another cohort has",
      needs: "traffic",
      probe: share(20, CATALOG_URL, FROM_V2, 0, 0, as({ [COHORT]: "external" })),
      until: "3.10",
      hint: "The match is exact.",
    },
  ],
});
