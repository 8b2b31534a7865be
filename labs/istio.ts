import type { Json } from "./kube.js";

/** The namespace of Istio itself, its gateways and its addons. */
export const ISTIO_SYSTEM = "istio-system";

/** One port of the gateway's Service, as IstioOperator takes it. */
export interface GatewayPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  /** Fixed in every state: on Kubernetes 1.23 a random one could take a port that a later step needs. */
  readonly nodePort: number;
}

/** A gateway's Service, as far as the weeks set it. */
export interface GatewayService {
  readonly type?: "LoadBalancer" | "NodePort";
  readonly externalTrafficPolicy?: "Local" | "Cluster";
  readonly ports?: readonly GatewayPort[];
}

/** What a proxy reads at its start: it must start again to see a change. */
export interface ProxyConfig {
  readonly tracing?: {
    /** Percent of the requests that are traced, 0 to 100. Istio's default is 1. */
    readonly sampling?: number;
    /** Where the spans go, as host and port. Istio's default is `zipkin.istio-system:9411` too. */
    readonly zipkin?: { readonly address: string };
  };
}

/**
 * The mesh-wide settings, as far as the weeks set them. All but `defaultConfig` reach running proxies at once.
 * @see https://istio.io/v1.17/docs/reference/config/istio.mesh.v1alpha1/
 */
export interface MeshConfig {
  /** Where every proxy writes a line for each request. Default: nowhere. */
  readonly accessLogFile?: "/dev/stdout";
  readonly defaultConfig?: ProxyConfig;
  /** How often a failed request is sent again where no VirtualService says it. Istio's default is 2 more times. */
  readonly defaultHttpRetryPolicy?: { readonly attempts: number };
  /** Whether the workloads may call hosts that the mesh doesn't know. Istio's default is ALLOW_ANY. */
  readonly outboundTrafficPolicy?: { readonly mode: "ALLOW_ANY" | "REGISTRY_ONLY" };
}

/** A gateway that istioctl installs. */
export interface Gateway {
  readonly name: string;
  readonly enabled: boolean;
  readonly k8s?: {
    readonly service?: GatewayService;
    readonly podAnnotations?: Readonly<Record<string, string>>;
  };
}

/**
 * The spec of an IstioOperator, as far as the weeks use it.
 * @see https://istio.io/v1.17/docs/reference/config/istio.operator.v1alpha1/
 */
export interface IstioOperatorSpec {
  readonly profile: "default" | "demo" | "minimal";
  readonly hub: string;
  readonly tag: string;
  readonly meshConfig?: MeshConfig;
  readonly components?: { readonly ingressGateways?: readonly Gateway[] };
  readonly values?: Readonly<Record<string, Json>>;
}
