export const GATEWAY_SERVICE = "Service/istio-system/istio-ingressgateway";
