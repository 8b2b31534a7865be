import { failing, simpleBackend1 } from "../../apps/simple-backend.js";
import { apply, step } from "../../step.js";
import { backendAnswers, callsFail } from "../backend-faults.js";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: failing(503) })),
  checks: [backendAnswers(503), ...callsFail(503)],
});
