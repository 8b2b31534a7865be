import { ingressGateway, onPort } from "../../proxies.js";
import { absent, apply, exactly, onHost, some, somewhere, step } from "../../step.js";
import { AS_WEBAPP } from "../calls.js";
import { r1 } from "../gateways.js";
import { gatewayRow, HTTP_ROUTES } from "./gateway-pod.js";

export default step({
  change: apply("routing", r1),
  checks: [
    {
      says: "The gateway has its routes",
      probe: onHost(["istioctl", "proxy-status"], { matches: gatewayRow("SYNCED") }),
      hint: "STALE for long means that the proxy lost its istiod: kubectl logs -n istio-system deploy/istiod",
      until: "2.29",
    },
    {
      says: "It listens on port 8080",
      probe: ingressGateway.listeners(8080, some(onPort(8080))),
      until: "2.29",
    },
    {
      says: "Its only virtual host is blackhole:80, for all names and without routes",
      probe: ingressGateway.routes(
        HTTP_ROUTES,
        somewhere({ name: "blackhole:80", domains: exactly(["*"]), routes: absent }),
      ),
      until: "the next change",
    },
    {
      says: "A request for webapp.istioinaction.io is answered with 404",
      probe: { kind: "http", url: "http://127.0.0.1:30000/", status: 404, ...AS_WEBAPP },
      until: "the next change",
      hint: "A VirtualService for the Gateway gives it a route: kubectl get vs -A",
    },
  ],
});
