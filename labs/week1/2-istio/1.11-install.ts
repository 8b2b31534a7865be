import { ISTIO_SYSTEM } from "../../istio.js";
import { available, by, container, has, lacks, mesh, step } from "../../step.js";
import { installed } from "../mesh.js";
import { versions } from "../versions.js";

const ofRelease = { image: new RegExp(`:${versions.istio.replaceAll(".", "\\.")}$`, "m") };

export default step({
  change: mesh(installed),
  checks: [
    {
      says: "istiod is available",
      probe: available(ISTIO_SYSTEM, "istiod", container("discovery", ofRelease)),
      timeoutMs: 180_000,
      hint: "It asks for 2 GiB: kubectl describe pod -n istio-system -l app=istiod",
    },
    {
      says: "The ingress gateway is available",
      probe: available(ISTIO_SYSTEM, "istio-ingressgateway", container("istio-proxy", ofRelease)),
      timeoutMs: 180_000,
      hint: "It gets ready only after istiod: kubectl logs -n istio-system deploy/istio-ingressgateway",
    },
    {
      says: "There is no egress gateway",
      probe: lacks(`Deployment/${ISTIO_SYSTEM}/istio-egressgateway`),
      hint: "The demo profile has one; this week uses default.",
    },
    {
      says: "The gateway's Service is a LoadBalancer, for which kind never finds an address",
      probe: has(`Service/${ISTIO_SYSTEM}/istio-ingressgateway`, {
        spec: { type: "LoadBalancer", ports: by("port", { 80: { nodePort: 31021 } }) },
      }),
      until: "it changes again",
    },
  ],
});
