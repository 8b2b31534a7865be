import { share } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { FROM_V2 } from "../../apps/catalog-answers.js";
import { SHOW_ROUTE, catalogRoute, split } from "../catalog-routing.js";
import { INTERNAL, STORE, STORE_URL } from "../store-calls.js";

export default step({
  change: apply("routing", catalogRoute(split(100))),
  checks: [
    {
      says: "None of 30 answers to the staff has images",
      probe: share(30, STORE_URL, FROM_V2, 0, 0, { headers: { ...STORE.headers, ...INTERNAL } }),
      hint: SHOW_ROUTE,
    },
  ],
});
