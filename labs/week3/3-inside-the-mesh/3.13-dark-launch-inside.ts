import { FROM_V2 } from "../../apps/catalog-answers.js";
import { sidecar } from "../../proxies.js";
import { apply, share, step } from "../../step.js";
import { catalogRoute, darkLaunch } from "../catalog-routing.js";
import { STORE_INTERNAL, STORE_URL } from "../store-calls.js";
import { staffFirst } from "../store-proxies.js";

export default step({
  change: apply("routing", catalogRoute(darkLaunch)),
  checks: [
    {
      says: "webapp's proxy has the header's route before the other",
      probe: sidecar("webapp").routes("80", staffFirst),
    },
    {
      says: "All of 20 answers to the staff have images",
      probe: share(20, STORE_URL, FROM_V2, 1, 1, STORE_INTERNAL),
      hint: "An application that drops unknown headers breaks every dark launch behind it.",
    },
  ],
});
