import { NAMESPACE } from "../../apps/app.js";
import { FROM_V2 } from "../../apps/catalog-answers.js";
import { share, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";

export default step({
  checks: [
    {
      says: "None of 50 answers has images",
      probe: share(50, CATALOG_URL, FROM_V2, 0, 0),
      hint: `Errors mean that a subset selects no pod: kubectl get vs,dr -n ${NAMESPACE} catalog -o yaml`,
      until: "it changes again",
    },
  ],
});
