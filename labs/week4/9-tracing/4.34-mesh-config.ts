import { ISTIO_SYSTEM } from "../../istio.js";
import { ingressGateway, sidecar } from "../../proxies.js";
import { somewhere, step } from "../../step.js";

const every = somewhere({ randomSampling: { value: 100 } });

export default step({
  checks: [
    {
      says: "The gateway traces every request",
      probe: ingressGateway.listeners(8080, every),
      until: "4.37",
      hint: `kubectl rollout restart -n ${ISTIO_SYSTEM} deploy/istio-ingressgateway starts it again by hand.`,
    },
    {
      says: "webapp's proxy does",
      probe: sidecar("webapp").listeners(15006, every),
      until: "4.37",
    },
  ],
});
