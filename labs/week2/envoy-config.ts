import { ENVOY_TYPES, type EnvoyBootstrap, type EnvoyRouteAction } from "../envoy.js";

/** Where the notes' Envoy listens for requests, and where for its admin API. */
export const LISTENER_PORT = 15_001;
export const ADMIN_PORT = 15_000;
/** Where httpbin listens. */
export const HTTPBIN_PORT = 8_000;

/** The name of the only cluster; Envoy counts under it. */
export const HTTPBIN_CLUSTER = "httpbin_service";

const everywhere = (port: number) => ({
  socket_address: { address: "0.0.0.0", port_value: port },
});

/**
 * An Envoy that passes all requests on to the container httpbin, by its book's file `ch3/simple.yaml`.
 * @param more what the route does besides
 */
const proxying = (
  more: Pick<EnvoyRouteAction, "timeout" | "retry_policy"> = {},
): EnvoyBootstrap => ({
  admin: { address: everywhere(ADMIN_PORT) },
  static_resources: {
    listeners: [
      {
        name: "httpbin-demo",
        address: everywhere(LISTENER_PORT),
        filter_chains: [
          {
            filters: [
              {
                name: "envoy.filters.network.http_connection_manager",
                typed_config: {
                  "@type": ENVOY_TYPES.httpConnectionManager,
                  stat_prefix: "ingress_http",
                  // the book leaves the type out, which Envoy since 1.22 refuses; 1.19 takes it either way
                  http_filters: [
                    {
                      name: "envoy.filters.http.router",
                      typed_config: { "@type": ENVOY_TYPES.router },
                    },
                  ],
                  route_config: {
                    name: "httpbin_local_route",
                    virtual_hosts: [
                      {
                        name: "httpbin_local_service",
                        domains: ["*"],
                        routes: [
                          {
                            match: { prefix: "/" },
                            route: { auto_host_rewrite: true, cluster: HTTPBIN_CLUSTER, ...more },
                          },
                        ],
                      },
                    ],
                  },
                },
              },
            ],
          },
        ],
      },
    ],
    clusters: [
      {
        name: HTTPBIN_CLUSTER,
        connect_timeout: "5s",
        type: "LOGICAL_DNS",
        dns_lookup_family: "V4_ONLY",
        lb_policy: "ROUND_ROBIN",
        load_assignment: {
          // other than the cluster's own name, as in the book; Envoy does not mind
          cluster_name: "httpbin",
          endpoints: [
            {
              lb_endpoints: [
                {
                  endpoint: {
                    address: {
                      socket_address: { address: "httpbin", port_value: HTTPBIN_PORT },
                    },
                  },
                },
              ],
            },
          ],
        },
      },
    ],
  },
});

/** `ch3/simple.yaml`: every request goes to httpbin, which has 15 s. */
export const simple = proxying();

/** `ch3/simple_change_timeout.yaml`: httpbin has a second. */
export const withTimeout = proxying({ timeout: "1s" });

/** `ch3/simple_retry.yaml`: a request that ends with 5xx is sent up to three times more. */
export const withRetries = proxying({ retry_policy: { retry_on: "5xx", num_retries: 3 } });
