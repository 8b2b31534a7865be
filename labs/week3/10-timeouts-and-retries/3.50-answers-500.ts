import { failing, simpleBackend1 } from "../../apps/simple-backend.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { fails, isFelt } from "../backend-faults.js";
import { routes } from "../proxies.js";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: failing(500) })),
  checks: [
    fails(500),
    {
      says: "503 is the only code that simple-web's proxy tries again",
      probe: routes({ matches: '"retriableStatusCodes": \\[\\s*503\\s*\\]' }),
      until: "3.53",
    },
    ...isFelt(500),
  ],
});
