import { has } from "../../probes.js";
import { mesh } from "../../state.js";
import { step } from "../../step.js";
import { publishedLocal } from "../mesh.js";
import { GATEWAY_SERVICE } from "./entry-common.js";

export default step({
  change: mesh(publishedLocal),
  checks: [
    {
      says: "The external traffic policy is Local",
      needs: "objects",
      probe: has(GATEWAY_SERVICE, { "spec.externalTrafficPolicy": { equals: "Local" } }),
      hint: "kubectl get svc -n istio-system istio-ingressgateway -o yaml",
    },
  ],
});
