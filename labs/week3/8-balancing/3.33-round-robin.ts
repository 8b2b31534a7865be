import { absent, apply, share, step } from "../../step.js";
import { FROM_BACKEND_2, SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "../simple-calls.js";
import { backendCluster } from "../simple-proxy.js";
import { backendTrafficPolicy } from "../simple-routing.js";

export default step({
  change: apply("routing", backendTrafficPolicy({ loadBalancer: { simple: "ROUND_ROBIN" } })),
  checks: [
    {
      says: "simple-web's proxy has no lbPolicy for the backends: round robin is Envoy's default",
      probe: backendCluster({ lbPolicy: absent }),
    },
    {
      says: "About two thirds of 60 calls go to simple-backend-2",
      probe: share(60, SIMPLE_WEB_URL, FROM_BACKEND_2, 32 / 60, 48 / 60, {
        headers: SIMPLE_WEB_HEADERS,
      }),
      hint: "Each of the proxy's threads takes turns on its own, so the share is not exact.",
    },
  ],
});
