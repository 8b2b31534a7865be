import { chapter } from "../../chapter.js";
import operator from "./4.43-operator.js";
import kiali from "./4.44-kiali.js";
import publish from "./4.45-publish.js";
import graphs from "./4.46-graphs.js";

export default chapter("labs/week4/12-kiali", {
  "4.43-operator": operator,
  "4.44-kiali": kiali,
  "4.45-publish": publish,
  "4.46-graphs": graphs,
});
