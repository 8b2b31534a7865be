import { FROM_V2 } from "../../apps/catalog-answers.js";
import { apply, shareByChance, step } from "../../step.js";
import { catalogRoute, weights } from "../catalog-routing.js";
import { STORE, STORE_URL, countV2 } from "../store-calls.js";
import { proxyHasWeights } from "./weights.js";

export default step({
  change: apply("routing", catalogRoute(weights(90, 10))),
  checks: [
    proxyHasWeights(90, 10),
    {
      says: "About 10 of 100 answers have images",
      probe: shareByChance(
        200,
        STORE_URL,
        FROM_V2,
        { expected: 0.1, min: 0.035, max: 0.175, confidence: 0.998 },
        STORE,
      ),
      hint: countV2(100),
    },
  ],
});
