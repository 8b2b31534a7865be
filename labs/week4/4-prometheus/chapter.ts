import { chapter } from "../../chapter.js";
import merged from "./4.11-merged.js";
import install from "./4.12-install.js";
import stack from "./4.13-stack.js";

export default chapter("labs/week4/4-prometheus", {
  "4.11-merged": merged,
  "4.12-install": install,
  "4.13-stack": stack,
});
