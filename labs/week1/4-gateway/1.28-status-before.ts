import { allOf, onHost, step } from "../../step.js";
import { gatewayRow } from "./proxy-status.js";

export default step({
  checks: [
    {
      says: "Only catalog, webapp and the ingress gateway are proxies of the mesh",
      probe: onHost(["istioctl", "proxy-status"], {
        matches: allOf(
          "^catalog-\\S+\\.istioinaction\\s",
          "^webapp-\\S+\\.istioinaction\\s",
          "^istio-ingressgateway-\\S+\\.istio-system\\s",
        ),
        lacks: "^(?!NAME|catalog-|webapp-|istio-ingressgateway-)\\S+",
      }),
      hint: "A pod without a sidecar is missing here; step 1.22 tells which.",
    },
    {
      says: "The gateway was sent no routes",
      probe: onHost(["istioctl", "proxy-status"], { matches: gatewayRow("NOT SENT") }),
      hint: "A Gateway in any namespace gives it routes: kubectl get gw -A",
      until: "the next change",
    },
  ],
});
