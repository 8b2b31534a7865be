import { all, apply, refused, step } from "../../step.js";
import { twoSniHosts } from "../gateways.js";
import { sniService } from "../routing.js";
import { sniHost } from "../sni-services.js";
import { isUp } from "../store.js";
import { answersByItsName, sniCall } from "./sni-checks.js";

export default step({
  change: all(sniHost(1), apply("routing", twoSniHosts)),
  checks: [
    isUp(sniService(1)),
    answersByItsName(0),
    answersByItsName(1),
    {
      says: "A greeting with a name that no server has is hung up on",
      probe: refused({ ...sniCall(0), sni: "simple-sni-3.istioinaction.io" }, "closed"),
      until: "the end",
      hint: "istioctl proxy-config listener deploy/istio-ingressgateway.istio-system --port 31400",
    },
  ],
});
