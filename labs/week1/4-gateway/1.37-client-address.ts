import { has, mesh, step } from "../../step.js";
import { publishedLocal } from "../mesh.js";
import { GATEWAY_SERVICE } from "./gateway-service.js";

export default step({
  change: mesh(publishedLocal),
  checks: [
    {
      says: "The external traffic policy is Local",
      probe: has(GATEWAY_SERVICE, { spec: { externalTrafficPolicy: "Local" } }),
    },
  ],
});
