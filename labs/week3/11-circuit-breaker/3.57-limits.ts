import { apply, step } from "../../step.js";
import { LOAD_MS, ONE_PATIENT_CALLER, load } from "../fortio.js";
import { connectionPool, proxyKeepsTo } from "./limits.js";

const limits = { http1MaxPendingRequests: 1, http2MaxRequests: 1 } as const;

export default step({
  change: apply("routing", connectionPool(limits)),
  checks: [
    proxyKeepsTo(limits),
    {
      says: "A caller that waits for its answers keeps within them: 70 % or more succeed",
      probe: load(ONE_PATIENT_CALLER, { codes: { 200: { min: 0.7 } } }),
      timeoutMs: LOAD_MS,
      hint: "A call that takes longer than a second meets the next one: a few overlap.",
    },
  ],
  load: ONE_PATIENT_CALLER,
});
