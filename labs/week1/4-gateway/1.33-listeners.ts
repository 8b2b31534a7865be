import { ingressGateway, onPort } from "../../proxies.js";
import { only, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "The gateway listens on 8080, 15021 and 15090, and on nothing else",
      probe: ingressGateway.listeners(undefined, only(onPort(8080), onPort(15021), onPort(15090))),
      hint: "A second Gateway with the same selector adds listeners: kubectl get gw -A",
    },
  ],
});
