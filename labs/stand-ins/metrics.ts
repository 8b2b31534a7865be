import type { Json, KubeObject } from "../kube.js";

/** Where in the mesh a proxy stands, as an EnvoyFilter names it, and what it can know there. */
type Context = "SIDECAR_INBOUND" | "SIDECAR_OUTBOUND" | "GATEWAY";

type Labels = Readonly<Record<string, string>>;

/** What every proxy knows of a request. Values are in the words of Envoy's access log. */
const request: Labels = {
  response_code: "%RESPONSE_CODE%",
  response_flags: "%RESPONSE_FLAGS%",
  request_protocol: "%PROTOCOL%",
  destination_service: "%UPSTREAM_CLUSTER%",
};

/** The proxy's own workload. */
const self = "%ENVIRONMENT(ISTIO_META_WORKLOAD_NAME)%";
const namespace = "%ENVIRONMENT(POD_NAMESPACE)%";

const received: Labels = {
  ...request,
  reporter: "destination",
  destination_workload: self,
  destination_workload_namespace: namespace,
  source_principal: "%DOWNSTREAM_PEER_URI_SAN%",
  connection_security_policy: "%DOWNSTREAM_TLS_VERSION%",
};

const sent: Labels = {
  ...request,
  reporter: "source",
  source_workload: self,
  source_workload_namespace: namespace,
  // istiod's note on the endpoint; Prometheus takes it apart (prometheus.ts).
  destination_workload: "%UPSTREAM_METADATA(istio:workload)%",
};

/** Envoy's logger that counts. In a TypedStruct: istiod of the study is older than the logger. */
function logger(labels: Labels): Json {
  const tags = Object.entries(labels).map(([name, value]) => ({ name, value_format: value }));
  return {
    name: "envoy.access_loggers.stats",
    typed_config: {
      "@type": "type.googleapis.com/xds.type.v3.TypedStruct",
      type_url: "type.googleapis.com/envoy.extensions.access_loggers.stats.v3.Config",
      value: {
        stat_prefix: "istio",
        counters: [{ stat: { name: "requests_total", tags }, value_fixed: 1 }],
        histograms: [
          {
            stat: { name: "request_duration_milliseconds", tags },
            unit: "Milliseconds",
            value_format: "%DURATION%",
          },
        ],
      },
    },
  };
}

function patch(context: Context, labels: Labels): Json {
  const http = "envoy.filters.network.http_connection_manager";
  return {
    applyTo: "NETWORK_FILTER",
    match: { context, listener: { filterChain: { filter: { name: http } } } },
    patch: {
      operation: "MERGE",
      value: {
        typed_config: {
          "@type":
            "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
          access_log: [logger(labels)],
        },
      },
    },
  };
}

/**
 * Makes every proxy count its requests nearly as Istio's own Envoy does: `envoy_istio_requests_total` and
 * `envoy_istio_request_duration_milliseconds`, with those standard labels that can be known without
 * Istio's filters. Of the source of a received request that is only its certificate's name, and of the
 * service that was asked for nothing but the port.
 */
export const approximateMetrics: KubeObject = {
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "EnvoyFilter",
  metadata: { name: "approximate-metrics", namespace: "istio-system" },
  spec: {
    configPatches: [
      patch("SIDECAR_INBOUND", received),
      patch("SIDECAR_OUTBOUND", sent),
      patch("GATEWAY", sent),
    ],
  },
};
