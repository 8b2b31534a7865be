import { ISTIO_SYSTEM } from "../../istio.js";
import { by, has, mesh, step } from "../../step.js";
import { M0 } from "../mesh.js";

export default step({
  change: mesh(M0),
  checks: [
    {
      says: "The gateway's Service is a NodePort with HTTP on 30000 and HTTPS on 30005, and keeps the client's address",
      probe: has(`Service/${ISTIO_SYSTEM}/istio-ingressgateway`, {
        spec: {
          type: "NodePort",
          ports: by("port", { 80: { nodePort: 30000 }, 443: { nodePort: 30005 } }),
          externalTrafficPolicy: "Local",
        },
      }),
      hint: "An istioctl install by hand makes it a LoadBalancer.",
    },
  ],
});
