import { FROM_V2 } from "../../apps/catalog-answers.js";
import { ingressGateway } from "../../proxies.js";
import { apply, share, step } from "../../step.js";
import { SHOW_ENTRY, catalogEntry, darkLaunch } from "../catalog-routing.js";
import { CATALOG, CATALOG_URL, COHORT, INTERNAL } from "../store-calls.js";
import { staffFirst } from "../store-proxies.js";

/** A request to catalog with a header of the staff. */
const as = (cohort: Readonly<Record<string, string>>) => ({
  headers: { ...CATALOG.headers, ...cohort },
});

export default step({
  change: apply("routing", catalogEntry(darkLaunch)),
  checks: [
    {
      says: "Envoy has them in the same order: the header first, v1 for the rest",
      probe: ingressGateway.routes("http.8080", staffFirst),
    },
    {
      says: "All of 20 answers to the staff have images",
      probe: share(20, CATALOG_URL, FROM_V2, 1, 1, as(INTERNAL)),
      hint: SHOW_ENTRY,
    },
    {
      says: "None of 20 answers to another cohort has",
      probe: share(20, CATALOG_URL, FROM_V2, 0, 0, as({ [COHORT]: "external" })),
      hint: "The match is exact.",
    },
  ],
});
