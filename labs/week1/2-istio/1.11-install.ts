import { istioIsUp } from "../../apps/up-checks.js";
import { ISTIO_SYSTEM } from "../../istio.js";
import { by, has, lacks, mesh, step } from "../../step.js";
import { installed } from "../mesh.js";
import { versions } from "../versions.js";

export default step({
  change: mesh(installed),
  checks: [
    ...istioIsUp(versions.istio),
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
