import { NAMESPACE } from "../../apps/app.js";

export const SHOW_LOG = `kubectl logs -n ${NAMESPACE} deploy/forum -c istio-proxy --tail 5`;
