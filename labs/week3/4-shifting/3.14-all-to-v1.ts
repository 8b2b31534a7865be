import { FROM_V2 } from "../../apps/catalog-answers.js";
import { apply, share, step } from "../../step.js";
import { SHOW_ROUTE, catalogRoute, weights } from "../catalog-routing.js";
import { STORE_INTERNAL, STORE_URL } from "../store-calls.js";

export default step({
  change: apply("routing", catalogRoute(weights(100, 0))),
  checks: [
    {
      says: "None of 30 answers to the staff has images",
      probe: share(30, STORE_URL, FROM_V2, 0, 0, STORE_INTERNAL),
      hint: SHOW_ROUTE,
    },
  ],
});
