import { has } from "../../probes.js";
import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { retry5xx } from "../backend-policies.js";
import { TWO_CALLERS, allSucceed } from "../fortio.js";
import { countFrom, counters, showCounters } from "../proxies.js";
import { ROUTE_KEY, SHOW_ROUTE } from "../simple-routing.js";

const SHOW_RETRIES = showCounters("upstream_rq_retry");

export default step({
  change: all(apply("routing", retry5xx), countFrom("3.66")),
  checks: [
    {
      says: "VirtualService simple-backend-vs asks for two more tries on a 5xx",
      needs: "objects",
      probe: has(ROUTE_KEY, {
        "spec.http[0].retries": { equals: { attempts: 2, retryOn: "5xx" } },
      }),
      hint: SHOW_ROUTE,
    },
    { ...allSucceed },
    {
      says: "There were retries, and every one of them succeeded",
      needs: "traffic",
      inTurn: true,
      probe: counters("upstream_rq_retry", {
        matches: "\\.upstream_rq_retry: ([1-9]\\d*)$[\\s\\S]*\\.upstream_rq_retry_success: \\1$",
      }),
      hint: SHOW_RETRIES,
    },
  ],
  load: TWO_CALLERS,
});
