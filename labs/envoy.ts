/*
 * The part of Envoy's configuration (API v3) that the study writes by hand, in Envoy's own names:
 * https://www.envoyproxy.io/docs/envoy/v1.19.0/api-v3/config/bootstrap/v3/bootstrap.proto
 */

/** An address and a port. An address may be a name where Envoy looks it up. */
export interface EnvoyAddress {
  readonly socket_address: { readonly address: string; readonly port_value: number };
}

/** Where a request goes, and what is done when it does not come back well. */
export interface EnvoyRouteAction {
  /** The Host header becomes the name of the upstream host. */
  readonly auto_host_rewrite: boolean;
  readonly cluster: string;
  /** `1s`. Default: 15 s. */
  readonly timeout?: string;
  /** Default: none, an answer is final. */
  readonly retry_policy?: { readonly retry_on: string; readonly num_retries: number };
}

interface EnvoyRoute {
  readonly match: { readonly prefix: string };
  readonly route: EnvoyRouteAction;
}

interface EnvoyVirtualHost {
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes: readonly EnvoyRoute[];
}

/** An extension of Envoy's with its configuration, whose type is told by a URL. */
interface EnvoyExtension<Config> {
  readonly name: string;
  readonly typed_config: Config;
}

const API = "type.googleapis.com/envoy.extensions.filters";

/** The types of the configurations of extensions, by what they are. */
export const ENVOY_TYPES = {
  httpConnectionManager: `${API}.network.http_connection_manager.v3.HttpConnectionManager`,
  router: `${API}.http.router.v3.Router`,
} as const;

/** What makes requests of a connection's bytes, and finds each its route. */
interface EnvoyHttpConnectionManager {
  readonly "@type": typeof ENVOY_TYPES.httpConnectionManager;
  readonly stat_prefix: string;
  readonly http_filters: readonly EnvoyExtension<{ readonly "@type": typeof ENVOY_TYPES.router }>[];
  readonly route_config: {
    readonly name: string;
    readonly virtual_hosts: readonly EnvoyVirtualHost[];
  };
}

/** A port that Envoy listens on. */
export interface EnvoyListener {
  readonly name: string;
  readonly address: EnvoyAddress;
  readonly filter_chains: readonly {
    readonly filters: readonly EnvoyExtension<EnvoyHttpConnectionManager>[];
  }[];
}

interface EnvoyEndpoint {
  /** The name that stands for the address, in a rewritten Host header as well. Default: the address. */
  readonly hostname?: string;
  readonly address: EnvoyAddress;
}

/** Hosts that requests are sent to. */
export interface EnvoyCluster {
  readonly name: string;
  readonly connect_timeout: string;
  readonly type: "LOGICAL_DNS";
  readonly dns_lookup_family: "V4_ONLY";
  readonly lb_policy: "ROUND_ROBIN";
  readonly load_assignment: {
    readonly cluster_name: string;
    readonly endpoints: readonly {
      readonly lb_endpoints: readonly { readonly endpoint: EnvoyEndpoint }[];
    }[];
  };
}

/** All that Envoy is started with. */
export interface EnvoyBootstrap {
  readonly admin: { readonly address: EnvoyAddress };
  readonly static_resources: {
    readonly listeners: readonly EnvoyListener[];
    readonly clusters: readonly EnvoyCluster[];
  };
}

const LOOPBACK = "127.0.0.1";

/**
 * The same configuration for an Envoy that runs as a process of this machine: it listens there and for nobody else,
 * and finds there what would be other containers. The names of these stay in what it tells them.
 * @param containers their names
 */
export const onLoopback = (
  { admin, static_resources: { listeners, clusters } }: EnvoyBootstrap,
  containers: readonly string[],
): EnvoyBootstrap => ({
  admin: { address: here(admin.address) },
  static_resources: {
    listeners: listeners.map((listener) => ({ ...listener, address: here(listener.address) })),
    clusters: clusters.map((cluster) => ({
      ...cluster,
      load_assignment: {
        ...cluster.load_assignment,
        endpoints: cluster.load_assignment.endpoints.map(({ lb_endpoints }) => ({
          lb_endpoints: lb_endpoints.map(({ endpoint }) => ({
            endpoint: foundHere(endpoint, containers),
          })),
        })),
      },
    })),
  },
});

const here = ({ socket_address }: EnvoyAddress): EnvoyAddress => ({
  socket_address: { ...socket_address, address: LOOPBACK },
});

function foundHere(endpoint: EnvoyEndpoint, containers: readonly string[]): EnvoyEndpoint {
  const { address } = endpoint.address.socket_address;
  if (!containers.includes(address)) return endpoint;
  return { hostname: address, ...endpoint, address: here(endpoint.address) };
}
