import { NAMESPACE } from "../../apps/app.js";

export const showEntry = `kubectl get vs -n ${NAMESPACE} catalog-vs-from-gw -o yaml`;
