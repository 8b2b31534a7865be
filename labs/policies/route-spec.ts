import type { KubeObject } from "../kube.js";

/** Where a route leads. */
export interface Destination {
  readonly host: string;
  readonly subset?: string;
}

/** One share of a route. */
interface WeightedDestination {
  readonly destination: Destination;
  readonly weight?: number;
}

interface Route {
  readonly route?: readonly WeightedDestination[];
  readonly mirror?: Destination;
}

interface VirtualServiceSpec {
  readonly hosts?: readonly string[];
  readonly gateways?: readonly string[];
  readonly http?: readonly Route[];
  readonly tcp?: readonly Route[];
  readonly tls?: readonly TlsRoute[];
}

/** A route for what the gateway does not end, by names in TLS's greeting. */
interface TlsRoute extends Route {
  readonly match?: readonly { readonly sniHosts?: readonly string[] }[];
}

/** The part of a DestinationRule's spec that the rules read. */
export interface RuleSpec {
  readonly host?: string;
  readonly subsets?: readonly { readonly name: string }[];
}

const specOf = (object: KubeObject): VirtualServiceSpec => object["spec"] ?? {};

const entriesOf = (object: KubeObject): readonly Route[] => {
  const { http = [], tcp = [], tls = [] } = specOf(object);
  return [...http, ...tcp, ...tls];
};

export const hostsOf = (object: KubeObject): readonly string[] => specOf(object).hosts ?? [];

export const gatewaysOf = (object: KubeObject): readonly string[] => specOf(object).gateways ?? [];

/** The names in TLS's greeting that a VirtualService routes. */
export const sniHostsOf = (object: KubeObject): readonly string[] =>
  (specOf(object).tls ?? []).flatMap(({ match = [] }) =>
    match.flatMap(({ sniHosts = [] }) => sniHosts),
  );

/** The routes of a VirtualService, of all its protocols. */
export const routesOf = (object: KubeObject): (readonly WeightedDestination[])[] =>
  entriesOf(object).map(({ route = [] }) => route);

/** All places that a VirtualService sends requests to, mirrors included. */
export const destinationsOf = (object: KubeObject): Destination[] =>
  entriesOf(object).flatMap(({ route = [], mirror }) => [
    ...route.map(({ destination }) => destination),
    ...(mirror === undefined ? [] : [mirror]),
  ]);

/** The full name of a Service in the mesh. */
export const serviceHost = (name: string, namespace: string): string =>
  `${name}.${namespace}.svc.cluster.local`;

/** A host as Istio reads it: a name without a dot is a Service of the object's own namespace. */
export const qualify = (host: string, namespace: string): string =>
  host.includes(".") || host === "*" ? host : serviceHost(host, namespace);
