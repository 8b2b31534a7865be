import { ingressGateway, onPort } from "../../proxies.js";
import { allOf, inPod, onHost, only, step } from "../../step.js";
import { GATEWAY_POD, gatewayRow } from "./gateway-pod.js";

export default step({
  checks: [
    {
      says: "The gateway is in sync, and was sent no routes",
      probe: onHost(["istioctl", "proxy-status"], { matches: gatewayRow("NOT SENT") }),
      hint: "A Gateway in any namespace gives it routes: kubectl get gw -A",
      until: "the next change",
    },
    {
      says: "It listens on 15021 and 15090, and on nothing else",
      probe: ingressGateway.listeners(undefined, only(onPort(15021), onPort(15090))),
      hint: "A Gateway with its selector adds listeners: kubectl get gw -A",
      until: "the next change",
    },
    {
      says: "It has a certificate of its own and the root of the mesh, both active",
      probe: onHost(
        ["istioctl", "proxy-config", "secret", "deploy/istio-ingressgateway.istio-system"],
        {
          matches: allOf(
            "^default\\s+Cert Chain\\s+ACTIVE\\s+true\\s",
            "^ROOTCA\\s+CA\\s+ACTIVE\\s+true\\s",
          ),
        },
      ),
      hint: "A wrong clock on the host makes fresh certificates invalid.",
      until: "the end",
    },
    {
      says: "Its processes run as user 1337",
      probe: inPod(GATEWAY_POD, ["id", "-u"], { matches: "^1337$" }),
      until: "the end",
    },
  ],
});
