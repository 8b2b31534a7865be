import type { GatewayService, IstioOperatorSpec, MeshConfig } from "../istio.js";
import { versions } from "./versions.js";

/**
 * The gateway on the node's ports, with the client's address kept. It is part of what is
 * installed: in the notes every later install makes it a LoadBalancer again.
 */
const service: GatewayService = {
  type: "NodePort",
  externalTrafficPolicy: "Local",
  ports: [
    { name: "status-port", port: 15021, targetPort: 15021, nodePort: 31674 },
    { name: "http2", port: 80, targetPort: 8080, nodePort: 30000 },
    { name: "https", port: 443, targetPort: 8443, nodePort: 30005 },
  ],
};

/** The default profile with other mesh-wide settings: all of the week's installations differ in nothing else. */
const installedWith = (meshConfig?: MeshConfig): IstioOperatorSpec => ({
  profile: "default",
  hub: "docker.io/istio",
  tag: versions.istio,
  ...(meshConfig === undefined ? {} : { meshConfig }),
  components: {
    ingressGateways: [{ name: "istio-ingressgateway", enabled: true, k8s: { service } }],
  },
});

/* The notes call `istioctl install` five times, each with all its flags anew. */

/** As Istio comes. */
export const M0 = installedWith();

/** Only hosts that the mesh knows may be called. */
export const M1 = installedWith({ outboundTrafficPolicy: { mode: "REGISTRY_ONLY" } });

const withoutRetries: MeshConfig = { defaultHttpRetryPolicy: { attempts: 0 } };

/** No request is sent again unless a VirtualService says so. */
export const M2 = installedWith(withoutRetries);

/** The same, with a line in the log and a trace for every request. */
export const M3 = installedWith({
  ...withoutRetries,
  accessLogFile: "/dev/stdout",
  defaultConfig: { tracing: { sampling: 100 } },
});

/**
 * The last installation of the notes is M2 again, which would take back the log and the traces that the exercises
 * behind it still look at. So M3 stays.
 */
export const M4 = M3;
