import { proxyKeepsTo } from "../breaker-limits.js";
import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { breaker } from "../backend-policies.js";
import { SHOW_OVERFLOW, TURNED_AWAY } from "../breaker-limits.js";
import { TWO_CALLERS, allSucceed } from "../fortio.js";
import { allOf, countFrom, counters } from "../proxies.js";

export default step({
  change: all(apply("routing", breaker({ requests: 2, pending: 2 })), countFrom("3.61")),
  checks: [
    proxyKeepsTo({ maxRequests: 2, maxPendingRequests: 2 }),
    { ...allSucceed, hint: SHOW_OVERFLOW },
    {
      says: "Connections overflowed, and no request was turned away",
      inTurn: true,
      probe: counters("overflow", {
        matches: allOf("\\.upstream_cx_overflow: [1-9]\\d*$", `${TURNED_AWAY}: 0$`),
        lacks: `${TURNED_AWAY}: [1-9]`,
      }),
      hint: SHOW_OVERFLOW,
    },
  ],
  load: TWO_CALLERS,
});
