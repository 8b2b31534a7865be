import { step } from "../../step.js";
import { LOAD_MS, ROUND_ROBIN, slowThird } from "../fortio.js";
import { SHOW_BALANCING } from "../simple-routing.js";

export default step({
  checks: [
    {
      says: "All calls succeed, and a third of them takes a second",
      probe: slowThird(ROUND_ROBIN),
      timeoutMs: LOAD_MS,
      hint: SHOW_BALANCING,
    },
  ],
  load: ROUND_ROBIN,
});
