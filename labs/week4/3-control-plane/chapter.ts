import { chapter } from "../../chapter.js";
import counts from "./4.10-counts.js";
import ports from "./4.7-ports.js";
import citadel from "./4.8-citadel.js";
import convergence from "./4.9-convergence.js";

export default chapter("labs/week4/3-control-plane", {
  "4.7-ports": ports,
  "4.8-citadel": citadel,
  "4.9-convergence": convergence,
  "4.10-counts": counts,
});
