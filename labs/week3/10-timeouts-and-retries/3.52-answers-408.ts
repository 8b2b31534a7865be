import { failing, simpleBackend1 } from "../../apps/simple-backend.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { fails, isFelt } from "../backend-faults.js";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: failing(408) })),
  checks: [fails(408), ...isFelt(408)],
});
