import { apply } from "../../state.js";
import { step } from "../../step.js";
import { balancing } from "../backend-policies.js";
import { ALL_OK, LEAST_CONN, LOAD_MS, load } from "../fortio.js";
import { SHOW_CLUSTER, cluster } from "../proxies.js";
import { SHOW_BALANCING, balancingIs } from "../simple-routing.js";

/** Ten connections manage 21 calls/s while they wait their turn; a fifth more is beyond chance. */
const QUICKER = { min: 26 } as const;

export default step({
  change: apply("routing", balancing("LEAST_CONN")),
  checks: [
    {
      says: "DestinationRule simple-backend-dr asks for LEAST_CONN",
      needs: "objects",
      probe: balancingIs("LEAST_CONN"),
      until: "3.40",
      hint: SHOW_BALANCING,
    },
    {
      says: "In the proxy it is called LEAST_REQUEST",
      needs: "mesh",
      probe: cluster({ matches: '"lbPolicy": "LEAST_REQUEST"' }),
      until: "3.40",
      hint: "LEAST_CONN is the old name: istioctl analyze says that it is deprecated.",
    },
    {
      says: "All calls succeed, three quarters within half a second, and there are a fifth more",
      needs: "traffic",
      probe: load(LEAST_CONN, {
        codes: ALL_OK,
        percentiles: { 75: { max: 0.5 } },
        qps: QUICKER,
      }),
      timeoutMs: LOAD_MS,
      until: "3.39",
      hint: SHOW_CLUSTER,
    },
  ],
  load: LEAST_CONN,
});
