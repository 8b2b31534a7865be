import { definePart } from "./part.js";

/** The resource metrics that `kubectl top` and the autoscalers read. */
export const metricsServer = definePart({
  name: "metrics-server",
  token: "istio-lab:observability:MetricsServer",
});
