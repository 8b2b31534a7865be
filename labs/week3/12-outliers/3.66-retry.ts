import { all, apply, step } from "../../step.js";
import { TWO_CALLERS, allSucceed } from "../fortio.js";
import { countFrom, counters, showCounters } from "../simple-proxy.js";
import { backendRoute } from "../simple-routing.js";

const SHOW_RETRIES = showCounters("upstream_rq_retry");

export default step({
  change: all(
    apply("routing", backendRoute({ retries: { attempts: 2, retryOn: "5xx" } })),
    countFrom("3.66"),
  ),
  checks: [
    { ...allSucceed },
    {
      says: "There were retries, and every one of them succeeded",
      inTurn: true,
      probe: counters("upstream_rq_retry", {
        matches: "\\.upstream_rq_retry: ([1-9]\\d*)$[\\s\\S]*\\.upstream_rq_retry_success: \\1$",
      }),
      hint: SHOW_RETRIES,
    },
  ],
  load: TWO_CALLERS,
});
