import { FROM_V2 } from "../../apps/catalog-answers.js";
import { apply, shareByChance, step } from "../../step.js";
import { catalogRoute, weights } from "../catalog-routing.js";
import { STORE, STORE_URL } from "../store-calls.js";
import { proxyHasWeights } from "./weights.js";

export default step({
  change: apply("routing", catalogRoute(weights(50, 50))),
  checks: [
    proxyHasWeights(50, 50),
    {
      says: "About half of 100 answers have images",
      probe: shareByChance(
        100,
        STORE_URL,
        FROM_V2,
        { expected: 0.5, min: 0.35, max: 0.65, confidence: 0.99 },
        STORE,
      ),
    },
  ],
});
