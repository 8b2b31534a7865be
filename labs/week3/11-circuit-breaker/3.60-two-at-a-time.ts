import { proxyKeepsTo } from "../breaker-limits.js";
import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { breaker } from "../backend-policies.js";
import { SHOW_OVERFLOW } from "../breaker-limits.js";
import { LOAD_MS, TWO_CALLERS, load } from "../fortio.js";
import { countFrom } from "../proxies.js";

export default step({
  change: all(apply("routing", breaker({ requests: 2, pending: 1 })), countFrom("3.60")),
  checks: [
    proxyKeepsTo({ maxRequests: 2, maxPendingRequests: 1 }),
    {
      says: "At least 61 % of the requests succeed, more than a run of 3.59 may reach",
      probe: load(TWO_CALLERS, { codes: { 200: { min: 0.61 } } }),
      timeoutMs: 2 * LOAD_MS,
      hint: SHOW_OVERFLOW,
    },
  ],
  load: TWO_CALLERS,
});
