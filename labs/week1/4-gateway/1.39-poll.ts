import { OK } from "../../apps/catalog-answers.js";
import { share, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";

export default step({
  checks: [
    {
      says: "20 of 20 requests are answered with 200",
      probe: share(20, CATALOG_URL, OK, 1, 1, { method: "HEAD" }),
      until: "1.47",
      hint: "kubectl get pod -n istioinaction",
    },
  ],
});
