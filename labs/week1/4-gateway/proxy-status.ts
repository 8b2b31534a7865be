/** The gateway's line of `istioctl proxy-status`: CDS, LDS and EDS in sync, RDS as given. */
export const gatewayRow = (rds: string): string =>
  `^istio-ingressgateway-\\S+\\s+\\S+\\s+SYNCED\\s+SYNCED\\s+SYNCED\\s+${rds}\\s`;
