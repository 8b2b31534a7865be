import { apply } from "../../state.js";
import { step } from "../../step.js";
import { breaker } from "../backend-policies.js";
import { proxyKeepsTo } from "../breaker-limits.js";
import { LOAD_MS, ONE_PATIENT_CALLER, load } from "../fortio.js";

export default step({
  change: apply("routing", breaker({ requests: 1, pending: 1 })),
  checks: [
    proxyKeepsTo({ maxRequests: 1, maxPendingRequests: 1 }),
    {
      says: "A caller that waits for its answers keeps within them: 70 % or more succeed",
      probe: load(ONE_PATIENT_CALLER, { codes: { 200: { min: 0.7 } } }),
      timeoutMs: LOAD_MS,
      hint: "A call that takes longer than a second meets the next one: a few overlap.",
    },
  ],
  load: ONE_PATIENT_CALLER,
});
