import { apply, step } from "../../step.js";
import { LOAD_MS, RANDOM, slowThird } from "../fortio.js";
import { backendCluster } from "../simple-proxy.js";
import { SHOW_BALANCING, backendTrafficPolicy } from "../simple-routing.js";

export default step({
  change: apply("routing", backendTrafficPolicy({ loadBalancer: { simple: "RANDOM" } })),
  checks: [
    {
      says: "simple-web's proxy chooses at random",
      probe: backendCluster({ lbPolicy: "RANDOM" }),
    },
    {
      says: "All calls succeed, and a third of them takes a second",
      probe: slowThird(RANDOM),
      timeoutMs: LOAD_MS,
      hint: SHOW_BALANCING,
    },
  ],
  load: RANDOM,
});
