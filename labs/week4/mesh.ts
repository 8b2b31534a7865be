import type { GatewayPort, GatewayService, IstioOperatorSpec, MeshConfig } from "../istio.js";
import type { Json } from "../kube.js";
import { versions } from "./versions.js";

/** The gateway's ports in the default profile. Only that of `https` is none of the notes' before 4.0.9. */
const defaultPorts = (http: number, https: number): readonly GatewayPort[] => [
  { name: "status-port", port: 15021, targetPort: 15021, nodePort: 31958 },
  { name: "http2", port: 80, targetPort: 8080, nodePort: http },
  { name: "https", port: 443, targetPort: 8443, nodePort: https },
];

/** The demo profile has two more; the numbers are those that the notes happened to get. */
const demoPorts: readonly GatewayPort[] = [
  ...defaultPorts(30000, 30005),
  { name: "tcp", port: 31400, targetPort: 31400, nodePort: 31053 },
  { name: "tls", port: 15443, targetPort: 15443, nodePort: 31607 },
];

/**
 * The gateway on the node's ports, with the client's address kept. It is part of what is installed: in the notes every
 * later install makes it a LoadBalancer again.
 */
const published = (ports: readonly GatewayPort[]): GatewayService => ({
  type: "NodePort",
  externalTrafficPolicy: "Local",
  ports,
});

interface Installation {
  readonly profile: IstioOperatorSpec["profile"];
  readonly service: GatewayService;
  readonly meshConfig?: MeshConfig;
  readonly values?: Readonly<Record<string, Json>>;
}

const install = ({ service, ...spec }: Installation): IstioOperatorSpec => ({
  hub: "docker.io/istio",
  tag: versions.istio,
  components: {
    ingressGateways: [{ name: "istio-ingressgateway", enabled: true, k8s: { service } }],
  },
  ...spec,
});

/** 4.0.7: as installed, a LoadBalancer for which kind never finds an address. */
export const installed = install({
  profile: "default",
  service: { type: "LoadBalancer", ports: defaultPorts(31021, 31846) },
});

/** 4.0.9: HTTP and HTTPS lead from the host to the gateway. */
export const M0 = install({
  profile: "default",
  service: published(defaultPorts(30000, 30005)),
});

/** How one direction counts: it replaces all that Istio says of that direction (`weeks/week4.md` 9 d). */
type Counting = Readonly<Record<string, Json>>;

/** Settings of the metrics by direction: `telemetry.v2.prometheus.configOverride`. */
const counting = (
  configOverride: Partial<Record<"inboundSidecar" | "outboundSidecar" | "gateway", Counting>>,
): Readonly<Record<string, Json>> => ({ telemetry: { v2: { prometheus: { configOverride } } } });

const newDimensions: Counting = {
  metrics: [
    {
      name: "requests_total",
      dimensions: {
        upstream_proxy_version: "upstream_peer.istio_version",
        source_mesh_id: "node.metadata['MESH_ID']",
      },
      tags_to_remove: ["request_protocol"],
    },
  ],
};

/** 4.20: profile demo, with two more dimensions and one tag less for requests in all directions. */
export const M1 = install({
  profile: "demo",
  service: published(demoPorts),
  values: counting({
    inboundSidecar: newDimensions,
    outboundSidecar: newDimensions,
    gateway: newDimensions,
  }),
});

/** The attribute that 4.23 makes of path and method. */
export const OPERATION = "istio_operationId";

/** 4.24: profile demo, with the operation as a dimension of requests that are sent. */
export const M2 = install({
  profile: "demo",
  service: published(demoPorts),
  values: counting({
    outboundSidecar: {
      metrics: [{ name: "requests_total", dimensions: { upstream_operation: OPERATION } }],
    },
  }),
});

/** Where the proxies send their spans. */
export const ZIPKIN = "zipkin.istio-system:9411";

/** The default profile, with so many of a hundred requests traced. */
const tracing = (sampling: number): IstioOperatorSpec =>
  install({
    profile: "default",
    service: published(defaultPorts(30000, 30005)),
    meshConfig: { defaultConfig: { tracing: { sampling, zipkin: { address: ZIPKIN } } } },
  });

/** 4.33: every request is traced. */
export const M3 = tracing(100);

/** 4.37: one request in ten is. */
export const M4 = tracing(10);
