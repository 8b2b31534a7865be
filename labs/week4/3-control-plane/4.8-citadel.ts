import { allOf, step } from "../../step.js";
import { istiodMetrics } from "../istiod-metrics.js";

/** From 2031-10-17 on, in seconds; the root ends ten years after it was made. */
const FAR_AHEAD = "(1\\.9[5-9]|[2-9]\\.)[0-9]*e\\+09";

export default step({
  checks: [
    {
      says: "istiod has signed certificates, and its root is good for years",
      probe: istiodMetrics({
        matches: allOf(
          "^citadel_server_csr_count [1-9]",
          "^citadel_server_success_cert_issuance_count [1-9]",
          `^citadel_server_root_cert_expiry_timestamp ${FAR_AHEAD}`,
        ),
      }),
      until: "the next change",
      hint: "istiod counts from its own start: kubectl get pod -n istio-system -l app=istiod",
    },
  ],
});
