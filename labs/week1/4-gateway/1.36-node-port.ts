import { has } from "../../probes.js";
import { mesh } from "../../state.js";
import { step } from "../../step.js";
import { published } from "../mesh.js";
import { GATEWAY_SERVICE } from "./entry-common.js";

export default step({
  change: mesh(published),
  checks: [
    {
      says: "The gateway's Service is a NodePort with HTTP on 30000",
      probe: has(GATEWAY_SERVICE, {
        "spec.type": { equals: "NodePort" },
        "spec.ports[port=80].nodePort": { equals: 30000 },
      }),
      hint: "Another istioctl install by hand makes it a LoadBalancer again.",
    },
    {
      says: "Its other two ports are still there",
      probe: has(GATEWAY_SERVICE, {
        "spec.ports[port=15021].nodePort": { equals: 30191 },
        "spec.ports[port=443].nodePort": { equals: 31846 },
      }),
      hint: "A Service that was replaced instead of patched loses them.",
    },
  ],
});
