import { NAMESPACE } from "../../apps/app.js";

export const ROUTE_KEY = `VirtualService/${NAMESPACE}/catalog`;

export const showRoute = `kubectl get vs -n ${NAMESPACE} catalog -o yaml`;
