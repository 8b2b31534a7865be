import { NAMESPACE } from "../../apps/app.js";
import { FROM_V2 } from "../../apps/catalog-answers.js";
import { shareByChance, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";

export default step({
  checks: [
    {
      says: "Between a quarter and three quarters of 100 answers have images",
      probe: shareByChance(100, CATALOG_URL, FROM_V2, {
        expected: 0.5,
        min: 0.25,
        max: 0.75,
        confidence: 0.9999,
      }),
      hint: `kubectl get ep -n ${NAMESPACE} catalog must show two addresses.`,
    },
  ],
});
