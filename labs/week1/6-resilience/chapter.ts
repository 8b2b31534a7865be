import { chapter } from "../../chapter.js";
import nodeNamespace from "./1.46-node-namespace.js";
import failsAlways from "./1.47-fails-always.js";
import failsHalf from "./1.48-fails-half.js";
import retry from "./1.49-retry.js";

export default chapter("labs/week1/6-resilience", {
  "1.46-node-namespace": nodeNamespace,
  "1.47-fails-always": failsAlways,
  "1.48-fails-half": failsHalf,
  "1.49-retry": retry,
});
