import { definePart } from "./part.js";

/** Dashboards for a Grafana that is not the release's own. */
export const dashboards = definePart({
  name: "dashboards",
  token: "istio-lab:observability:Dashboards",
});
