import { failing, simpleBackend1 } from "../../apps/simple-backend.js";
import { apply, exactly, step } from "../../step.js";
import { backendAnswers, callsFail } from "../backend-faults.js";
import { simpleWebProxy, toBackends } from "../simple-proxy.js";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: failing(500) })),
  checks: [
    backendAnswers(500),
    {
      says: "503 is the only code that simple-web's proxy tries again",
      probe: simpleWebProxy.routes(
        "80",
        toBackends({ retryPolicy: { retriableStatusCodes: exactly([503]) } }),
      ),
      until: "3.51",
    },
    ...callsFail(500),
  ],
});
