import { has, share } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { FROM_V2 } from "../../week1/load.js";
import {
  ROUTE_KEY,
  SHOW_ROUTE,
  catalogRoute,
  catalogRouteSpec,
  split,
} from "../catalog-routing.js";
import { INTERNAL, STORE, STORE_URL } from "../store-calls.js";

export default step({
  change: apply("routing", catalogRoute(split(100))),
  checks: [
    {
      says: "VirtualService catalog gives v1 all requests",
      needs: "objects",
      probe: has(ROUTE_KEY, { spec: { equals: catalogRouteSpec(split(100)) } }),
      until: "3.15",
      hint: SHOW_ROUTE,
    },
    {
      says: "None of 30 answers to the staff has images",
      needs: "traffic",
      probe: share(30, STORE_URL, FROM_V2, 0, 0, { headers: { ...STORE.headers, ...INTERNAL } }),
      until: "3.15",
      hint: SHOW_ROUTE,
    },
  ],
});
