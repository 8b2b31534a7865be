import type { AddonSpec, AddonSpecs } from "../addons.js";
import type { GatewayPort, GatewayService, IstioOperatorSpec } from "../istio.js";
import { versions } from "./versions.js";

/** The gateway's three ports. Only that of `http2` changes; the numbers are those of the notes. */
const gatewayPorts = (httpNodePort: number): readonly GatewayPort[] => [
  { name: "status-port", port: 15021, targetPort: 15021, nodePort: 30191 },
  { name: "http2", port: 80, targetPort: 8080, nodePort: httpNodePort },
  { name: "https", port: 443, targetPort: 8443, nodePort: 31846 },
];

/** The default profile with the ingress gateway's Service as given. */
const defaultProfile = (service: GatewayService): IstioOperatorSpec => ({
  profile: "default",
  hub: "docker.io/istio",
  tag: versions.istio,
  components: {
    ingressGateways: [{ name: "istio-ingressgateway", enabled: true, k8s: { service } }],
  },
});

/** As installed: a LoadBalancer, for which kind never finds an address. */
export const installed = defaultProfile({ type: "LoadBalancer", ports: gatewayPorts(31021) });

/** HTTP leads from the host to the gateway. */
export const published = defaultProfile({ type: "NodePort", ports: gatewayPorts(30000) });

/** The same, with the client's address kept. */
export const publishedLocal = defaultProfile({
  type: "NodePort",
  externalTrafficPolicy: "Local",
  ports: gatewayPorts(30000),
});

const inside: AddonSpec = { type: "ClusterIP", nodePorts: {} };

/** The sample addons as the release has them. */
export const addonsInside: AddonSpecs = {
  prometheus: inside,
  grafana: inside,
  jaeger: inside,
  kiali: inside,
};

/**
 * The addons on the node's ports. The second ports of kiali and tracing, random in the
 * notes, are fixed outside the range that the host maps.
 */
export const addonsPublished: AddonSpecs = {
  prometheus: { type: "NodePort", nodePorts: { 9090: 30001 } },
  grafana: { type: "NodePort", nodePorts: { 3000: 30002 } },
  kiali: { type: "NodePort", nodePorts: { 20001: 30003, 9090: 31090 } },
  jaeger: { type: "NodePort", nodePorts: { 80: 30004, 16685: 31685 } },
};
