import type { GatewayPort, GatewayService, IstioOperatorSpec } from "../istio.js";
import { versions } from "./versions.js";

/** The gateway's ports in the default profile. Those of the status port are random in the notes. */
const defaultPorts = (http: number, https: number): readonly GatewayPort[] => [
  { name: "status-port", port: 15021, targetPort: 15021, nodePort: 31057 },
  { name: "http2", port: 80, targetPort: 8080, nodePort: http },
  { name: "https", port: 443, targetPort: 8443, nodePort: https },
];

/** The default profile with the ingress gateway's Service as given. */
const install = (service: GatewayService): IstioOperatorSpec => ({
  profile: "default",
  hub: "docker.io/istio",
  tag: versions.istio,
  components: {
    ingressGateways: [{ name: "istio-ingressgateway", enabled: true, k8s: { service } }],
  },
});

/** 2.12: as installed, a LoadBalancer for which kind never finds an address. */
export const installed = install({ type: "LoadBalancer", ports: defaultPorts(30122, 30553) });

/**
 * The gateway on the node's ports, with the client's address kept. It is part of what is installed: what the notes
 * patch, a later `istioctl install` takes back (`weeks/week2.md` 9.14).
 */
const published = (...more: readonly GatewayPort[]): IstioOperatorSpec =>
  install({
    type: "NodePort",
    externalTrafficPolicy: "Local",
    ports: [...defaultPorts(30000, 30005), ...more],
  });

/** 2.15: HTTP and HTTPS lead from the host to the gateway. */
export const onNodePorts = published();

/** The gateway's port for what is neither. */
export const TCP_PORT = 31400;

/** 2.30: a port for TCP besides. */
export const withTcpPort = published({
  ...{ name: "tcp", port: TCP_PORT, targetPort: TCP_PORT, nodePort: 30006 },
});
