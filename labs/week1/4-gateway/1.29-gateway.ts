import { NAMESPACE } from "../../apps/app.js";
import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { gateway, gatewaySpec, webappRoute, webappRouteSpec } from "../routing.js";
import { ROUTE_KEY } from "./proxies-common.js";

const GATEWAY_KEY = `Gateway/${NAMESPACE}/outfitters-gateway`;

export default step({
  change: apply("routing", gateway, webappRoute),
  checks: [
    {
      says: "The Gateway opens port 80 of the ingress gateway for every host",
      needs: "objects",
      probe: has(GATEWAY_KEY, { spec: { equals: gatewaySpec } }),
      hint: `kubectl get gw -n ${NAMESPACE} outfitters-gateway -o yaml`,
    },
    {
      says: "The VirtualService sends all of it to webapp",
      needs: "objects",
      probe: has(ROUTE_KEY, { spec: { equals: webappRouteSpec } }),
      hint: `kubectl get vs -n ${NAMESPACE} webapp-virtualservice -o yaml`,
    },
  ],
});
