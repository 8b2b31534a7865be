import { FROM_V2_ALL_ITEMS } from "../../apps/catalog-answers.js";
import { share, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";

export default step({
  checks: [
    {
      says: "All of 50 answers have images on all four items",
      probe: share(50, CATALOG_URL, FROM_V2_ALL_ITEMS, 1, 1, {
        headers: { "x-dark-launch": "v2" },
      }),
      hint: "An application that drops unknown headers breaks every dark launch behind it.",
    },
  ],
});
