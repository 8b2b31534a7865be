/** The Service of the ingress gateway, by its key. */
export const GATEWAY_SERVICE = "Service/istio-system/istio-ingressgateway";
