import { hostOf } from "../../apps/app.js";
import { ingressGateway, madeBy, outbound } from "../../proxies.js";
import { somewhere, step } from "../../step.js";

const ROUTE = "http.8080";

export default step({
  checks: [
    {
      says: "Route http.8080 belongs to webapp-virtualservice",
      probe: ingressGateway.routes(
        ROUTE,
        somewhere({ domains: ["*"], routes: [madeBy("webapp-virtualservice")] }),
      ),
      hint: "istioctl analyze names a VirtualService whose Gateway does not exist.",
    },
    {
      says: "It leads to the cluster of webapp's port 80",
      probe: ingressGateway.routes(ROUTE, somewhere({ cluster: outbound(hostOf("webapp")) })),
    },
  ],
});
