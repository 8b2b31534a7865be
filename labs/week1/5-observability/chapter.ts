import { chapter } from "../../chapter.js";
import publish from "./1.40-publish.js";
import open from "./1.41-open.js";
import metrics from "./1.42-metrics.js";
import load from "./1.43-load.js";
import kiali from "./1.44-kiali.js";
import jaeger from "./1.45-jaeger.js";

export default chapter("labs/week1/5-observability", {
  "1.40-publish": publish,
  "1.41-open": open,
  "1.42-metrics": metrics,
  "1.43-load": load,
  "1.44-kiali": kiali,
  "1.45-jaeger": jaeger,
});
