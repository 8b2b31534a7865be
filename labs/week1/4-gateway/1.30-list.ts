import { NAMESPACE } from "../../apps/app.js";
import { keyOf } from "../../kube.js";
import { exactly, has, step } from "../../step.js";
import { webappRoute } from "../routing.js";

export default step({
  checks: [
    {
      says: "The VirtualService is bound to the Gateway, for every host",
      probe: has(keyOf(webappRoute), {
        spec: { gateways: exactly(["outfitters-gateway"]), hosts: exactly(["*"]) },
      }),
      hint: `kubectl get vs -n ${NAMESPACE}`,
    },
  ],
});
