import { available, has, lacks } from "../../probes.js";
import { mesh } from "../../state.js";
import { step } from "../../step.js";
import { installed } from "../mesh.js";
import { versions } from "../versions.js";
import { SYSTEM } from "./istio-common.js";

const releaseImage = { matches: `:${versions.istio.replaceAll(".", "\\.")}$` };

export default step({
  change: mesh(installed),
  checks: [
    {
      says: "istiod is available",
      probe: available(SYSTEM, "istiod", {
        "spec.template.spec.containers[name=discovery].image": releaseImage,
      }),
      timeoutMs: 180_000,
      hint: "It asks for 2 GiB: kubectl describe pod -n istio-system -l app=istiod",
    },
    {
      says: "The ingress gateway is available",
      probe: available(SYSTEM, "istio-ingressgateway", {
        "spec.template.spec.containers[name=istio-proxy].image": releaseImage,
      }),
      timeoutMs: 180_000,
      hint: "It gets ready only after istiod: kubectl logs -n istio-system deploy/istio-ingressgateway",
    },
    {
      says: "There is no egress gateway",
      probe: lacks(`Deployment/${SYSTEM}/istio-egressgateway`),
      hint: "The demo profile has one; this week uses default.",
    },
    {
      says: "The gateway's Service is a LoadBalancer, for which kind never finds an address",
      probe: has(`Service/${SYSTEM}/istio-ingressgateway`, {
        "spec.type": { equals: "LoadBalancer" },
        "spec.ports[port=80].nodePort": { equals: 31021 },
      }),
      until: "it changes again",
    },
  ],
});
