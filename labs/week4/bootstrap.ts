import { NAMESPACE } from "../apps/app.js";
import type { KubeObject } from "../kube.js";
import { BOOTSTRAP } from "./webapp.js";

/** Where the override sends spans: a path that Jaeger's collector doesn't know. */
export const WRONG_ENDPOINT = "/zipkin/api/v1/spans";

/** What Envoy merges over its bootstrap. It needs no `sharedSpanContext`, and takes a boolean as a text. */
const override = {
  tracing: {
    http: {
      name: "envoy.tracers.zipkin",
      typedConfig: {
        "@type": "type.googleapis.com/envoy.config.trace.v3.ZipkinConfig",
        collectorCluster: "zipkin",
        collectorEndpoint: WRONG_ENDPOINT,
        traceId128bit: "true",
        collectorEndpointVersion: "HTTP_JSON",
      },
    },
  },
};

/** 4.41: the override as a ConfigMap, for pods whose annotation names it. */
export const bootstrapOverride: KubeObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: BOOTSTRAP, namespace: NAMESPACE },
  data: { "custom_bootstrap.json": JSON.stringify(override, undefined, 2) },
};
