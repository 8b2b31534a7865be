import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { breaker } from "../backend-policies.js";
import { limits } from "../breaker-limits.js";
import { TWO_CALLERS } from "../fortio.js";
import { allOf, countFrom } from "../proxies.js";
import { answers } from "../simple-calls.js";

export default step({
  change: all(apply("routing", breaker({ requests: 1, pending: 1 })), countFrom("3.62")),
  checks: [
    ...limits(1, 1, "3.63"),
    {
      says: "Of 20 calls at once some fail, and say that the proxy was overloaded",
      needs: "traffic",
      probe: answers(
        20,
        { matches: allOf('"X-Envoy-Overloaded": "true"', '"code": 500') },
        "at once",
      ),
      timeoutMs: 60_000,
      until: "3.63",
      hint: "simple-web shows the headers of the backend's answer: the proxy wrote this one.",
    },
  ],
  load: TWO_CALLERS,
});
