import { all, allOf, apply, step } from "../../step.js";
import { TWO_CALLERS, allSucceed } from "../fortio.js";
import { countFrom, counters } from "../simple-proxy.js";
import { SHOW_OVERFLOW, TURNED_AWAY, connectionPool, proxyKeepsTo } from "./limits.js";

const limits = { http1MaxPendingRequests: 2, http2MaxRequests: 2 } as const;

export default step({
  change: all(apply("routing", connectionPool(limits)), countFrom("3.61")),
  checks: [
    proxyKeepsTo(limits),
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
