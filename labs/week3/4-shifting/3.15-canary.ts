import { has, shareByChance } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { FROM_V2 } from "../../week1/load.js";
import { ROUTE_KEY, SHOW_ROUTE, catalogRoute, split } from "../catalog-routing.js";
import { STORE, STORE_URL, countV2 } from "../store-calls.js";
import { WEBAPP, dump } from "../store-proxies.js";
import { SHOW_ROUTES, weightsAre } from "./shifting-common.js";

export default step({
  change: apply("routing", catalogRoute(split(90))),
  checks: [
    {
      says: "VirtualService catalog has the weights 90 and 10",
      needs: "objects",
      probe: has(ROUTE_KEY, {
        "spec.http[0].route[0].weight": { equals: 90 },
        "spec.http[0].route[1].weight": { equals: 10 },
      }),
      until: "3.16",
      hint: SHOW_ROUTE,
    },
    {
      says: "webapp's proxy has them too",
      needs: "mesh",
      probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
        matches: weightsAre(90, 10),
      }),
      until: "3.16",
      hint: SHOW_ROUTES,
    },
    {
      says: "About 10 of 100 answers have images",
      needs: "traffic",
      probe: shareByChance(
        200,
        STORE_URL,
        FROM_V2,
        { expected: 0.1, min: 0.035, max: 0.175, confidence: 0.998 },
        STORE,
      ),
      until: "3.16",
      hint: countV2(100),
    },
  ],
});
