import { NAMESPACE } from "../../apps/app.js";
import { has } from "../../probes.js";
import { step } from "../../step.js";
import { ROUTE_KEY } from "./proxies-common.js";
import { exactly } from "../../tree.js";

export default step({
  checks: [
    {
      says: "The VirtualService is bound to the Gateway, for every host",
      probe: has(ROUTE_KEY, {
        spec: { gateways: exactly(["outfitters-gateway"]), hosts: exactly(["*"]) },
      }),
      hint: `kubectl get vs -n ${NAMESPACE}`,
    },
  ],
});
