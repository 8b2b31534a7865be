import { share } from "../../probes.js";
import { step } from "../../step.js";
import { CATALOG_URL, FROM_V2_ALL_ITEMS } from "../load.js";

export default step({
  checks: [
    {
      says: "All of 50 answers have images on all four items",
      needs: "traffic",
      probe: share(50, CATALOG_URL, FROM_V2_ALL_ITEMS, 1, 1, {
        headers: { "x-dark-launch": "v2" },
      }),
      hint: "An application that drops unknown headers breaks every dark launch behind it.",
    },
  ],
});
