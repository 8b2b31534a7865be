import { apply, step } from "../../step.js";
import { callsSucceed } from "../backend-faults.js";
import { simpleWebProxy, toBackends } from "../simple-proxy.js";
import { backendRoute } from "../simple-routing.js";

/** The reasons for which Istio tries again when none are given. */
const DEFAULT_REASONS =
  "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";

export default step({
  change: apply("routing", backendRoute({ retries: { attempts: 2 } })),
  checks: [
    {
      says: "simple-web's proxy tries twice more, for the default reasons, elsewhere",
      probe: simpleWebProxy.routes(
        "80",
        toBackends({
          retryPolicy: {
            retryOn: DEFAULT_REASONS,
            numRetries: 2,
            retryHostPredicate: [{ name: "envoy.retry_host_predicates.previous_hosts" }],
            hostSelectionRetryMaxAttempts: "5",
          },
        }),
      ),
    },
    callsSucceed,
  ],
});
