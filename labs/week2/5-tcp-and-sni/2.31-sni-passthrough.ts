import { keyOf } from "../../kube.js";
import { all, apply, lacks, refused, remove, step } from "../../step.js";
import { oneSniHost, tcpGateway } from "../gateways.js";
import { sniService, tcpEntry } from "../routing.js";
import { sniHost } from "../sni-services.js";
import { SNI_HOSTS } from "../certificates.js";
import { isUp } from "../store.js";
import { answersByItsName, sniCall } from "./sni-checks.js";

export default step({
  change: all(remove(keyOf(tcpGateway), keyOf(tcpEntry)), sniHost(0), apply("routing", oneSniHost)),
  checks: [
    isUp(sniService(0)),
    {
      says: "The VirtualService of the Gateway that is gone is gone too",
      probe: lacks(keyOf(tcpEntry)),
      hint: "istioctl analyze -n istioinaction names a VirtualService whose Gateway is missing.",
    },
    answersByItsName(0),
    {
      says: "A greeting with another name is hung up on",
      probe: refused({ ...sniCall(0), sni: SNI_HOSTS[1] }, "closed"),
      until: "2.32",
      hint: "istioctl proxy-config listener deploy/istio-ingressgateway.istio-system --port 31400",
    },
  ],
});
