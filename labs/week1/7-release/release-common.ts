import { NAMESPACE } from "../../apps/app.js";

export const showRoute = `kubectl get vs -n ${NAMESPACE} catalog -o yaml`;
