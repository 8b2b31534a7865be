import { apply } from "../../state.js";
import { step } from "../../step.js";
import { balancing } from "../backend-policies.js";
import { LOAD_MS, RANDOM } from "../fortio.js";
import { backendCluster } from "../proxies.js";
import { SHOW_BALANCING } from "../simple-routing.js";
import { slowThird } from "./balancing-common.js";

export default step({
  change: apply("routing", balancing("RANDOM")),
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
