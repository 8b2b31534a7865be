import { has, shareByChance } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { FROM_V2 } from "../../week1/load.js";
import { ROUTE_KEY, SHOW_ROUTE, catalogRoute, split } from "../catalog-routing.js";
import { STORE, STORE_URL, countV2 } from "../store-calls.js";
import { WEBAPP, dump } from "../store-proxies.js";
import { SHOW_ROUTES, weightsAre } from "./shifting-common.js";

export default step({
  change: apply("routing", catalogRoute(split(50))),
  checks: [
    {
      says: "VirtualService catalog has the weights 50 and 50",
      needs: "objects",
      probe: has(ROUTE_KEY, {
        "spec.http[0].route[0].weight": { equals: 50 },
        "spec.http[0].route[1].weight": { equals: 50 },
      }),
      until: "3.17",
      hint: SHOW_ROUTE,
    },
    {
      says: "webapp's proxy has them too",
      needs: "mesh",
      probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
        matches: weightsAre(50, 50),
      }),
      until: "3.17",
      hint: SHOW_ROUTES,
    },
    {
      says: "About half of 100 answers have images",
      needs: "traffic",
      probe: shareByChance(
        100,
        STORE_URL,
        FROM_V2,
        { expected: 0.5, min: 0.35, max: 0.65, confidence: 0.99 },
        STORE,
      ),
      until: "3.17",
      hint: countV2(100),
    },
  ],
});
