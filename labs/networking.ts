import type { IEnvoyFilter } from "@kubernetes-models/istio/networking.istio.io/v1alpha3/EnvoyFilter";
import type { IGateway } from "@kubernetes-models/istio/networking.istio.io/v1alpha3/Gateway";
import type { IServiceEntry } from "@kubernetes-models/istio/networking.istio.io/v1alpha3/ServiceEntry";
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1alpha3/VirtualService";
import type { IDestinationRule } from "@kubernetes-models/istio/networking.istio.io/v1beta1/DestinationRule";
import { NAMESPACE } from "./apps/app.js";
import type { KubeObject } from "./kube.js";

export type GatewaySpec = NonNullable<IGateway["spec"]>;
export type VirtualServiceSpec = NonNullable<IVirtualService["spec"]>;
export type DestinationRuleSpec = NonNullable<IDestinationRule["spec"]>;
export type ServiceEntrySpec = NonNullable<IServiceEntry["spec"]>;
export type EnvoyFilterSpec = NonNullable<IEnvoyFilter["spec"]>;

const GROUP = "networking.istio.io";

const object = (version: string, kind: string, name: string, spec: object): KubeObject => ({
  apiVersion: `${GROUP}/${version}`,
  kind,
  metadata: { name, namespace: NAMESPACE },
  spec,
});

/* Each kind in the version that the book writes it in; the server gives all of them in both. */

export const gateway = (name: string, spec: GatewaySpec): KubeObject =>
  object("v1alpha3", "Gateway", name, spec);

export const virtualService = (name: string, spec: VirtualServiceSpec): KubeObject =>
  object("v1alpha3", "VirtualService", name, spec);

export const destinationRule = (name: string, spec: DestinationRuleSpec): KubeObject =>
  object("v1beta1", "DestinationRule", name, spec);

export const serviceEntry = (name: string, spec: ServiceEntrySpec): KubeObject =>
  object("v1alpha3", "ServiceEntry", name, spec);

/** Lets the mesh call a host outside of it on port 80, by its name. */
export const outside = (host: string, portName: string): ServiceEntrySpec => ({
  hosts: [host],
  ports: [{ number: 80, name: portName, protocol: "HTTP" }],
  resolution: "DNS",
  location: "MESH_EXTERNAL",
});

export const envoyFilter = (name: string, spec: EnvoyFilterSpec): KubeObject =>
  object("v1alpha3", "EnvoyFilter", name, spec);
