import { hostOf } from "../../apps/app.js";
import { ingressGateway, madeBy, outbound } from "../../proxies.js";
import { onPurpose } from "../../slips.js";
import { apply, onHost, somewhere, step } from "../../step.js";
import { WEBAPP_HOST } from "../certificates.js";
import { webappEntry } from "../routing.js";
import { HTTP_ROUTES } from "./gateway-pod.js";

export default step({
  change: apply("routing", onPurpose("no-service-yet", webappEntry)),
  checks: [
    {
      says: "Requests for webapp.istioinaction.io are led by the VirtualService",
      probe: ingressGateway.routes(
        HTTP_ROUTES,
        somewhere({ domains: [WEBAPP_HOST], routes: [madeBy("webapp-vs-from-gw")] }),
      ),
      until: "2.29",
      hint: "istioctl analyze names a VirtualService whose Gateway is missing.",
    },
    {
      says: "They go to webapp's port 80, and a failed one is tried twice more",
      probe: ingressGateway.routes(
        HTTP_ROUTES,
        somewhere({
          cluster: outbound(hostOf("webapp")),
          retryPolicy: { numRetries: 2 },
        }),
      ),
      until: "2.29",
    },
    {
      says: "The gateway knows no cluster of webapp yet",
      probe: onHost(
        ["istioctl", "proxy-config", "cluster", "deploy/istio-ingressgateway.istio-system"],
        { lacks: "^webapp\\.istioinaction" },
      ),
      until: "2.20",
    },
  ],
});
