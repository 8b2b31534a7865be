import { apply } from "../../state.js";
import { step } from "../../step.js";
import { isHidden } from "../backend-faults.js";
import { retry } from "../backend-policies.js";
import { allOf, routes } from "../proxies.js";

/** The reasons for which Istio tries again when none are given. */
const DEFAULT_REASONS =
  "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";

export default step({
  change: apply("routing", retry),
  checks: [
    {
      says: "simple-web's proxy tries twice more, for the default reasons, elsewhere",
      probe: routes({
        matches: allOf(
          `"retryOn": "${DEFAULT_REASONS}"`,
          '"numRetries": 2\\b',
          "previous_hosts",
          '"hostSelectionRetryMaxAttempts": "5"',
        ),
      }),
    },
    isHidden,
  ],
});
