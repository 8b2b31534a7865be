import { NAMESPACE } from "../../apps/app.js";
import { step } from "../../step.js";
import { ALL_OK, LOAD_MS, ONE_CALLER, load } from "../fortio.js";

export default step({
  checks: [
    {
      says: "All calls succeed, half of them within 1.0 to 1.1 s",
      probe: load(ONE_CALLER, { codes: ALL_OK, percentiles: { 50: { min: 1, max: 1.1 } } }),
      timeoutMs: LOAD_MS,
      hint: `kubectl get pod -n ${NAMESPACE}`,
    },
  ],
  load: ONE_CALLER,
});
