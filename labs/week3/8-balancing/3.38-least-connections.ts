import { apply, step } from "../../step.js";
import { ALL_OK, LEAST_CONN, LOAD_MS, load } from "../fortio.js";
import { SHOW_CLUSTER, backendCluster } from "../simple-proxy.js";
import { backendTrafficPolicy } from "../simple-routing.js";

/** Ten connections manage 21 calls/s while they wait their turn; a fifth more is beyond chance. */
const QUICKER = { min: 26 } as const;

export default step({
  change: apply("routing", backendTrafficPolicy({ loadBalancer: { simple: "LEAST_CONN" } })),
  checks: [
    {
      says: "In the proxy it is called LEAST_REQUEST",
      probe: backendCluster({ lbPolicy: "LEAST_REQUEST" }),
      hint: "LEAST_CONN is an older name of the same: in the proxy it is LEAST_REQUEST.",
    },
    {
      says: "All calls succeed, three quarters within half a second, and there are a fifth more",
      probe: load(LEAST_CONN, {
        codes: ALL_OK,
        percentiles: { 75: { max: 0.5 } },
        qps: QUICKER,
      }),
      timeoutMs: LOAD_MS,
      hint: SHOW_CLUSTER,
    },
  ],
  load: LEAST_CONN,
});
