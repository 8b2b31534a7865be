import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { giveUp } from "../backend-policies.js";
import { SHOW_ROUTES, routes } from "../proxies.js";
import { timedCalls } from "../simple-calls.js";
import { ROUTE_KEY, SHOW_ROUTE } from "../simple-routing.js";

export default step({
  change: apply("routing", giveUp),
  checks: [
    {
      says: "VirtualService simple-backend-vs gives the backends half a second, for the whole mesh",
      needs: "objects",
      probe: has(ROUTE_KEY, {
        "spec.http[0].timeout": { equals: "0.5s" },
        "spec.gateways": { absent: true },
      }),
      until: "3.48",
      hint: SHOW_ROUTE,
    },
    {
      says: "simple-web's proxy has the timeout on its route to them",
      needs: "mesh",
      probe: routes({ matches: '"timeout": "0\\.500s"' }),
      until: "3.48",
      hint: SHOW_ROUTES,
    },
    {
      says: "Of 20 calls some fail after half a second, and none takes longer than 0.8 s",
      needs: "traffic",
      probe: timedCalls(20, { matches: "^500 0\\.[5-7]", lacks: "^\\d+ (?:0\\.[89]|[1-9])" }),
      timeoutMs: 60_000,
      until: "3.46",
      hint: "The proxy answers 504, which simple-web passes on as a 500.",
    },
  ],
});
