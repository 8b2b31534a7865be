import type { Json } from "./kube.js";

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

/**
 * The spec of an IstioOperator, as far as the weeks use it.
 * @see https://istio.io/v1.17/docs/reference/config/istio.operator.v1alpha1/
 */
export interface IstioOperatorSpec {
  readonly profile: "default" | "demo" | "minimal";
  readonly hub: string;
  readonly tag: string;
  readonly meshConfig?: Readonly<Record<string, Json>>;
  readonly components?: {
    readonly ingressGateways?: readonly {
      readonly name: string;
      readonly enabled: boolean;
      readonly k8s?: { readonly service?: GatewayService };
    }[];
  };
  readonly values?: Readonly<Record<string, Json>>;
}
