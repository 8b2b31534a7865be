import { NAMESPACE } from "../../apps/app.js";

export const GATEWAY = "deploy/istio-ingressgateway.istio-system";

export const ROUTE_KEY = `VirtualService/${NAMESPACE}/webapp-virtualservice`;

export const proxyConfig = (of: string, ...more: readonly string[]): readonly string[] => [
  "istioctl",
  "proxy-config",
  of,
  GATEWAY,
  ...more,
];

/** The gateway's line of proxy-status: CDS, LDS and EDS in sync, RDS as given. */
export const gatewayRow = (rds: string): string =>
  `^istio-ingressgateway-\\S+\\s+\\S+\\s+SYNCED\\s+SYNCED\\s+SYNCED\\s+${rds}\\s`;
