import type { IEnvoyFilter } from "@kubernetes-models/istio/networking.istio.io/v1alpha3/EnvoyFilter";
import type { IGateway } from "@kubernetes-models/istio/networking.istio.io/v1alpha3/Gateway";
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1alpha3/VirtualService";
import type { IDestinationRule } from "@kubernetes-models/istio/networking.istio.io/v1beta1/DestinationRule";
import { NAMESPACE } from "../apps/app.js";
import type { KubeObject } from "../kube.js";

export type GatewaySpec = NonNullable<IGateway["spec"]>;
export type VirtualServiceSpec = NonNullable<IVirtualService["spec"]>;
export type DestinationRuleSpec = NonNullable<IDestinationRule["spec"]>;
export type EnvoyFilterSpec = NonNullable<IEnvoyFilter["spec"]>;

const GROUP = "networking.istio.io";

const object = (version: string, kind: string, name: string, spec: object): KubeObject => ({
  apiVersion: `${GROUP}/${version}`,
  kind,
  metadata: { name, namespace: NAMESPACE },
  spec,
});

/* Each kind in the version that chapter 6 writes it in; the server gives all of them in both. */

export const gateway = (name: string, spec: GatewaySpec): KubeObject =>
  object("v1alpha3", "Gateway", name, spec);

export const virtualService = (name: string, spec: VirtualServiceSpec): KubeObject =>
  object("v1alpha3", "VirtualService", name, spec);

export const destinationRule = (name: string, spec: DestinationRuleSpec): KubeObject =>
  object("v1beta1", "DestinationRule", name, spec);

export const envoyFilter = (name: string, spec: EnvoyFilterSpec): KubeObject =>
  object("v1alpha3", "EnvoyFilter", name, spec);
