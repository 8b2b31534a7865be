import { NAMESPACE } from "../../apps/app.js";
import { failing, simpleBackend1 } from "../../apps/simple-backend.js";
import { apply, available, step } from "../../step.js";
import { DESCRIBE_ERRORS, backendEnv } from "../backend-faults.js";
import { LOAD_MS, TWO_CALLERS, load } from "../fortio.js";
import { SHOW_ENDPOINTS } from "../simple-proxy.js";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: failing(500) })),
  checks: [
    {
      says: "simple-backend-1 answers 500",
      probe: available(NAMESPACE, "simple-backend-1", backendEnv({ ERROR_CODE: { value: "500" } })),
      timeoutMs: 120_000,
      hint: DESCRIBE_ERRORS,
    },
    {
      says: "About a third of the requests fail",
      probe: load(TWO_CALLERS, { codes: { 500: { min: 0.15, max: 0.55 } } }),
      timeoutMs: LOAD_MS,
      hint: SHOW_ENDPOINTS,
    },
  ],
  load: TWO_CALLERS,
});
