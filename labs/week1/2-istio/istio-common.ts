export const SYSTEM = "istio-system";
