import { NAMESPACE, hostOf } from "../../apps/app.js";
import { inUse, ingressGateway, onPort, outbound } from "../../proxies.js";
import { nowhere, some, step, type TreeMap } from "../../step.js";

/** An application's cluster, with an endpoint that gets requests. */
const healthy = (app: string, port: number): TreeMap => ({
  name: outbound(hostOf(app)),
  hostStatuses: some({ ...onPort(port), ...inUse }),
});

export default step({
  checks: [
    {
      says: "It knows healthy endpoints of catalog and webapp, and no unhealthy ones",
      probe: ingressGateway.endpoints(
        undefined,
        some(healthy("catalog", 3000), healthy("webapp", 8080)),
        nowhere({ edsHealthStatus: "UNHEALTHY" }),
      ),
      hint: `kubectl get ep -n ${NAMESPACE}`,
    },
  ],
});
