import { ISTIO_SYSTEM } from "../../istio.js";

/** The pod of the ingress gateway, for commands in it. */
export const GATEWAY_POD = {
  ...{ namespace: ISTIO_SYSTEM, pod: "deploy/istio-ingressgateway", container: "istio-proxy" },
} as const;

/** The gateway's line of `istioctl proxy-status`: CDS, LDS and EDS in sync, RDS as given. */
export const gatewayRow = (rds: string): string =>
  `^istio-ingressgateway-\\S+\\s+\\S+\\s+SYNCED\\s+SYNCED\\s+SYNCED\\s+${rds}\\s`;

/** The name of its routes for HTTP: those of the container's port. */
export const HTTP_ROUTES = "http.8080";
