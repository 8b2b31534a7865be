import { share } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { FROM_V2 } from "../../apps/catalog-answers.js";
import { catalogRoute, darkLaunch } from "../catalog-routing.js";
import { STORE_URL } from "../store-calls.js";
import { WEBAPP, dump, inOrder } from "../store-proxies.js";
import { asInternal } from "./routing-common.js";

export default step({
  change: apply("routing", catalogRoute(darkLaunch)),
  checks: [
    {
      says: "webapp's proxy has the header's route before the other",
      probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
        matches: inOrder('"exact": "internal"', "version-v2", "version-v1"),
      }),
    },
    {
      says: "All of 20 answers to the staff have images",
      probe: share(20, STORE_URL, FROM_V2, 1, 1, asInternal),
      hint: "An application that drops unknown headers breaks every dark launch behind it.",
    },
  ],
});
