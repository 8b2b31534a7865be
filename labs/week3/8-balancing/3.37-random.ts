import { apply } from "../../state.js";
import { step } from "../../step.js";
import { balancing } from "../backend-policies.js";
import { LOAD_MS, RANDOM } from "../fortio.js";
import { SHOW_CLUSTER, cluster } from "../proxies.js";
import { SHOW_BALANCING, balancingIs } from "../simple-routing.js";
import { slowQuarter } from "./balancing-common.js";

export default step({
  change: apply("routing", balancing("RANDOM")),
  checks: [
    {
      says: "DestinationRule simple-backend-dr asks for RANDOM",
      needs: "objects",
      probe: balancingIs("RANDOM"),
      until: "3.38",
      hint: SHOW_BALANCING,
    },
    {
      says: "simple-web's proxy chooses at random",
      needs: "mesh",
      probe: cluster({ matches: '"lbPolicy": "RANDOM"' }),
      until: "3.38",
      hint: SHOW_CLUSTER,
    },
    {
      says: "All calls succeed, and a quarter of them takes a second",
      needs: "traffic",
      probe: slowQuarter(RANDOM),
      timeoutMs: LOAD_MS,
      until: "3.38",
      hint: SHOW_BALANCING,
    },
  ],
  load: RANDOM,
});
