import { by, has, mesh, step } from "../../step.js";
import { published } from "../mesh.js";
import { GATEWAY_SERVICE } from "./gateway-service.js";

export default step({
  change: mesh(published),
  checks: [
    {
      says: "The gateway's Service is a NodePort with HTTP on 30000",
      probe: has(GATEWAY_SERVICE, {
        spec: { type: "NodePort", ports: by("port", { 80: { nodePort: 30000 } }) },
      }),
      hint: "Another istioctl install by hand makes it a LoadBalancer again.",
    },
    {
      says: "Its other two ports are still there",
      probe: has(GATEWAY_SERVICE, {
        spec: { ports: by("port", { 15021: { nodePort: 30191 }, 443: { nodePort: 31846 } }) },
      }),
      hint: "A Service that was replaced instead of patched loses them.",
    },
  ],
});
