import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { isHidden } from "../backend-faults.js";
import { retry } from "../backend-policies.js";
import { SHOW_ROUTES, allOf, routes } from "../proxies.js";
import { ROUTE_KEY, SHOW_ROUTE } from "../simple-routing.js";

/** The reasons for which Istio tries again when none are given. */
const DEFAULT_REASONS =
  "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";

export default step({
  change: apply("routing", retry),
  checks: [
    {
      says: "VirtualService simple-backend-vs asks for two attempts, and its timeout is gone",
      needs: "objects",
      probe: has(ROUTE_KEY, {
        "spec.http[0].retries": { equals: { attempts: 2 } },
        "spec.http[0].timeout": { absent: true },
      }),
      until: "3.51",
      hint: SHOW_ROUTE,
    },
    {
      says: "simple-web's proxy tries twice more, for the default reasons, elsewhere",
      needs: "mesh",
      probe: routes({
        matches: allOf(
          `"retryOn": "${DEFAULT_REASONS}"`,
          '"numRetries": 2\\b',
          "previous_hosts",
          '"hostSelectionRetryMaxAttempts": "5"',
        ),
      }),
      until: "3.51",
      hint: SHOW_ROUTES,
    },
    isHidden("3.50"),
  ],
});
