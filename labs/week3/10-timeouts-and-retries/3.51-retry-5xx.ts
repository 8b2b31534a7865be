import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { isHidden } from "../backend-faults.js";
import { retry5xx } from "../backend-policies.js";
import { SHOW_ROUTES, routes } from "../proxies.js";
import { ROUTE_KEY, SHOW_ROUTE } from "../simple-routing.js";

export default step({
  change: apply("routing", retry5xx),
  checks: [
    {
      says: "VirtualService simple-backend-vs retries on 5xx",
      needs: "objects",
      probe: has(ROUTE_KEY, {
        "spec.http[0].retries": { equals: { attempts: 2, retryOn: "5xx" } },
      }),
      until: "3.53",
      hint: SHOW_ROUTE,
    },
    {
      says: "So does simple-web's proxy",
      needs: "mesh",
      probe: routes({ matches: '"retryOn": "5xx"' }),
      until: "3.53",
      hint: SHOW_ROUTES,
    },
    isHidden("3.52"),
  ],
});
