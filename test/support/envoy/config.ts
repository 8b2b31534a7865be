import type { Certificates } from "../tls-server.js";

/** A message of Envoy's configuration. */
export type Message = Readonly<Record<string, unknown>>;

export const typed = (name: string, fields: Message = {}): Message => ({
  "@type": `type.googleapis.com/${name}`,
  ...fields,
});

const FILTERS = "envoy.extensions.filters";

/** A part of the module as the agent's adapter writes it (tools/build/istio-images/modulefilters/module.go). */
function ofModule(kind: string, name: string, fields: Message): Message {
  const value = {
    dynamic_module_config: {
      ...{ name: "istio-stats", do_not_close: true, metrics_namespace: "istiocustom" },
    },
    ...fields,
  };
  const type_url = `type.googleapis.com/${kind}`;
  return { name, typed_config: typed("xds.type.v3.TypedStruct", { type_url, value }) };
}

const moduleFilter = (kind: string, name: string, config: Message): Message =>
  ofModule(kind, name, {
    filter_name: name,
    filter_config: typed("google.protobuf.Struct", { value: config }),
  });

const httpModule = (name: string, config: Message = {}): Message =>
  moduleFilter(`${FILTERS}.http.dynamic_modules.v3.DynamicModuleFilter`, name, config);

export const tcpModule = (name: string, config: Message = {}): Message =>
  moduleFilter(`${FILTERS}.network.dynamic_modules.v3.DynamicModuleNetworkFilter`, name, config);

const logger = ofModule(
  "envoy.extensions.access_loggers.dynamic_modules.v3.DynamicModuleAccessLog",
  "istio.stats",
  { logger_name: "istio.stats" },
);

interface ListenerArgs {
  readonly name: string;
  /** Whose requests it takes: those for the workload, or the workload's own. */
  readonly direction: "INBOUND" | "OUTBOUND";
  /** Mutual TLS by these, of somebody that `trusts` knows. Default: plain. */
  readonly certificates?: Certificates | undefined;
  readonly trusts?: Certificates | undefined;
  /** Makes it another configuration than one that is the same otherwise. */
  readonly nth?: number;
}

export interface HttpListenerArgs extends ListenerArgs {
  /** Where requests go; a number: the code that the listener answers itself. */
  readonly to: string | number;
  /** The configuration of istio.stats; null for an Envoy without the module. Default: Istio's own, empty one. */
  readonly stats?: Message | null;
  /** The configuration of istio.attributegen. Default: none is there. */
  readonly attributes?: Message;
}

const router = { name: "router", typed_config: typed(`${FILTERS}.http.router.v3.Router`) };

/** A listener for HTTP, with the module's filters in istiod's order. */
export function httpListener(args: HttpListenerArgs): Message {
  const { name, to, stats = {}, attributes } = args;
  const counting = stats !== null;
  const route =
    typeof to === "number" ? { direct_response: { status: to } } : { route: { cluster: to } };
  const manager = typed(`${FILTERS}.network.http_connection_manager.v3.HttpConnectionManager`, {
    stat_prefix: name,
    http_filters: [
      ...(counting ? [httpModule("istio.metadata_exchange")] : []),
      ...(attributes === undefined ? [] : [httpModule("istio.attributegen", attributes)]),
      ...(counting ? [httpModule("istio.stats", stats)] : []),
      router,
    ],
    access_log: counting ? [logger] : [],
    route_config: {
      name,
      virtual_hosts: [
        {
          name: "all",
          domains: ["*"],
          routes: [{ match: { prefix: "/" }, name: "default", ...route }],
        },
      ],
    },
  });
  // istiod has it in front of all that comes in, since it may turn out to be no HTTP.
  const isExchanged = counting && args.direction === "INBOUND";
  const exchange = isExchanged ? [tcpModule("istio.metadata_exchange")] : [];
  return listener(args, [...exchange, { name: "http", typed_config: manager }]);
}

/** A listener for other connections, which go to a cluster. */
export function tcpListener(
  args: ListenerArgs & { readonly to: string; readonly filters: readonly Message[] },
): Message {
  const { name, to, filters } = args;
  const proxy = typed(`${FILTERS}.network.tcp_proxy.v3.TcpProxy`, {
    stat_prefix: name,
    cluster: to,
  });
  return listener(args, [...filters, { name: "tcp", typed_config: proxy }]);
}

function listener(args: ListenerArgs, filters: readonly Message[]): Message {
  const { name, direction, certificates, trusts, nth = 0 } = args;
  const tls =
    certificates === undefined
      ? {}
      : socket("DownstreamTlsContext", tlsContext(certificates, trusts), {
          require_client_certificate: true,
        });
  return typed("envoy.config.listener.v3.Listener", {
    ...{ name, traffic_direction: direction, address: onLoopback(0) },
    metadata: { filter_metadata: { test: { nth } } },
    filter_chains: [{ filters, ...tls }],
  });
}

export interface ClusterArgs {
  readonly name: string;
  readonly port: number;
  /** istiod's note on the endpoint, with the adapter's copy of it. Default: none. */
  readonly note?: string;
  readonly certificates?: Certificates | undefined;
  readonly trusts?: Certificates | undefined;
}

/** A cluster with one endpoint on this machine. */
export function cluster({ name, port, note, certificates, trusts }: ClusterArgs): Message {
  const tls =
    certificates === undefined
      ? {}
      : socket("UpstreamTlsContext", tlsContext(certificates, trusts), {});
  const known =
    note === undefined
      ? {}
      : {
          metadata: {
            filter_metadata: { istio: { workload: note.split(";").slice(0, 5).join(";") } },
          },
        };
  const hostname = note === undefined ? {} : { hostname: note };
  const endpoint = { endpoint: { address: onLoopback(port), ...hostname }, ...known };
  return typed("envoy.config.cluster.v3.Cluster", {
    ...{ name, connect_timeout: "2s", ...tls },
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [endpoint] }] },
  });
}

const socket = (kind: string, common_tls_context: Message, fields: Message): Message => ({
  transport_socket: {
    name: "envoy.transport_sockets.tls",
    typed_config: typed(`envoy.extensions.transport_sockets.tls.v3.${kind}`, {
      ...{ common_tls_context, ...fields },
    }),
  },
});

const tlsContext = (own: Certificates, trusts = own): Message => ({
  tls_certificates: [
    { certificate_chain: { filename: own.cert }, private_key: { filename: own.key } },
  ],
  validation_context: { trusted_ca: { filename: trusts.ca } },
});

export const onLoopback = (port_value: number): Message => ({
  socket_address: { address: "127.0.0.1", port_value },
});
