import { get, step } from "../../step.js";
import { NAMESPACE, WEB_SERVER } from "../nginx.js";

export default step({
  checks: [
    {
      says: "The Envoy next to nginx says by a port-forward that it is live",
      probe: get("http://127.0.0.1:15000/server_info", {
        through: { namespace: NAMESPACE, pod: `deploy/${WEB_SERVER}` },
        body: '"state":\\s*"LIVE"',
      }),
      hint: "kubectl logs deploy/deploy-websrv -c istio-proxy",
    },
  ],
});
