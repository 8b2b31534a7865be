import { all, allOf, apply, step } from "../../step.js";
import { TWO_CALLERS } from "../fortio.js";
import { answers } from "../simple-calls.js";
import { countFrom } from "../simple-proxy.js";
import { connectionPool, proxyKeepsTo } from "./limits.js";

const limits = { http1MaxPendingRequests: 1, http2MaxRequests: 1 } as const;

export default step({
  change: all(apply("routing", connectionPool(limits)), countFrom("3.62")),
  checks: [
    proxyKeepsTo(limits),
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
