import { chapter } from "../../chapter.js";
import install from "./7.1-install.js";
import injection from "./7.2-injection.js";

export default chapter("labs/kans7/1-istio", {
  "7.1-install": install,
  "7.2-injection": injection,
});
