import type { AddonSpecs } from "../addons.js";
import type { IstioOperatorSpec } from "../istio.js";
import { versions } from "./versions.js";

/**
 * The default profile, with the gateway's HTTP on the node port that the host maps. The notes reach the gateway there
 * and never say how (`weeks/kans-week7.md` 9 a); the other two numbers are as in week 1, so that none is random.
 */
export const published: IstioOperatorSpec = {
  profile: "default",
  hub: "docker.io/istio",
  tag: versions.istio,
  components: {
    ingressGateways: [
      {
        name: "istio-ingressgateway",
        enabled: true,
        k8s: {
          service: {
            type: "NodePort",
            ports: [
              { name: "status-port", port: 15021, targetPort: 15021, nodePort: 30191 },
              { name: "http2", port: 80, targetPort: 8080, nodePort: 30000 },
              { name: "https", port: 443, targetPort: 8443, nodePort: 31846 },
            ],
          },
        },
      },
    ],
  },
};

/** All five sample addons of the release, the pages of four of them on the ports of the host. */
export const addonsPublished: AddonSpecs = {
  prometheus: { type: "NodePort", nodePorts: { 9090: 30001 } },
  grafana: { type: "NodePort", nodePorts: { 3000: 30002 } },
  kiali: { type: "NodePort", nodePorts: { 20001: 30003, 9090: 31090 } },
  jaeger: { type: "NodePort", nodePorts: { 80: 30004, 16685: 31685 } },
  loki: { type: "ClusterIP", nodePorts: {} },
};
