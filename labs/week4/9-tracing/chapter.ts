import { chapter } from "../../chapter.js";
import jaeger from "./4.30-jaeger.js";
import publish from "./4.31-publish.js";
import tracerSettings from "./4.32-tracer-settings.js";
import traceAll from "./4.33-trace-all.js";
import meshConfig from "./4.34-mesh-config.js";

export default chapter("labs/week4/9-tracing", {
  "4.30-jaeger": jaeger,
  "4.31-publish": publish,
  "4.32-tracer-settings": tracerSettings,
  "4.33-trace-all": traceAll,
  "4.34-mesh-config": meshConfig,
});
