import { failing, simpleBackend1 } from "../../apps/simple-backend.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { fails, isFelt } from "../backend-faults.js";
import { SHOW_ROUTES, routes } from "../proxies.js";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: failing(500) })),
  checks: [
    fails(500, "3.52"),
    {
      says: "503 is the only code that simple-web's proxy tries again",
      needs: "mesh",
      probe: routes({ matches: '"retriableStatusCodes": \\[\\s*503\\s*\\]' }),
      until: "3.53",
      hint: SHOW_ROUTES,
    },
    ...isFelt(500, "3.51"),
  ],
});
