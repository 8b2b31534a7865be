import { all, apply, step } from "../../step.js";
import { LOAD_MS, TWO_CALLERS, load } from "../fortio.js";
import { countFrom } from "../simple-proxy.js";
import { SHOW_OVERFLOW, connectionPool, proxyKeepsTo } from "./limits.js";

const limits = { http1MaxPendingRequests: 1, http2MaxRequests: 2 } as const;

export default step({
  change: all(apply("routing", connectionPool(limits)), countFrom("3.60")),
  checks: [
    proxyKeepsTo(limits),
    {
      says: "At least 61 % of the requests succeed, more than a run of 3.59 may reach",
      probe: load(TWO_CALLERS, { codes: { 200: { min: 0.61 } } }),
      timeoutMs: 2 * LOAD_MS,
      hint: SHOW_OVERFLOW,
    },
  ],
  load: TWO_CALLERS,
});
