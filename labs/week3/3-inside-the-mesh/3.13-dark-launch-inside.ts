import { has, share } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { FROM_V2 } from "../../week1/load.js";
import {
  ROUTE_KEY,
  SHOW_ROUTE,
  catalogRoute,
  catalogRouteSpec,
  darkLaunch,
} from "../catalog-routing.js";
import { STORE_URL } from "../store-calls.js";
import { WEBAPP, dump, inOrder, showDump } from "../store-proxies.js";
import { asInternal } from "./routing-common.js";

const SHOW_ROUTES = showDump("routes", WEBAPP, "--name", "80", "-o", "json");

export default step({
  change: apply("routing", catalogRoute(darkLaunch)),
  checks: [
    {
      says: "VirtualService catalog has two routes, the first for the header x-istio-cohort: internal",
      needs: "objects",
      probe: has(ROUTE_KEY, { spec: { equals: catalogRouteSpec(darkLaunch) } }),
      until: "3.14",
      hint: SHOW_ROUTE,
    },
    {
      says: "webapp's proxy has the header's route before the other",
      needs: "mesh",
      probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
        matches: inOrder('"exact": "internal"', "version-v2", "version-v1"),
      }),
      until: "3.14",
      hint: SHOW_ROUTES,
    },
    {
      says: "All of 20 answers to the staff have images",
      needs: "traffic",
      probe: share(20, STORE_URL, FROM_V2, 1, 1, asInternal),
      until: "3.14",
      hint: "An application that drops unknown headers breaks every dark launch behind it.",
    },
  ],
});
