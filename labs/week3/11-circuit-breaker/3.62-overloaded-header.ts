import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { breaker } from "../backend-policies.js";
import { proxyKeepsTo } from "../breaker-limits.js";
import { TWO_CALLERS } from "../fortio.js";
import { allOf, countFrom } from "../proxies.js";
import { answers } from "../simple-calls.js";

export default step({
  change: all(apply("routing", breaker({ requests: 1, pending: 1 })), countFrom("3.62")),
  checks: [
    proxyKeepsTo({ maxRequests: 1, maxPendingRequests: 1 }),
    {
      says: "Of 20 calls at once some fail, and say that the proxy was overloaded",
      probe: answers(
        20,
        { matches: allOf('"X-Envoy-Overloaded": "true"', '"code": 500') },
        "at once",
      ),
      timeoutMs: 60_000,
      hint: "simple-web shows the headers of the backend's answer: the proxy wrote this one.",
    },
  ],
  load: TWO_CALLERS,
});
