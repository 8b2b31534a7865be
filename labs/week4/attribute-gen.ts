import { envoyFilter } from "../networking.js";
import { OPERATION } from "./mesh.js";
import { RUNNING_PROXIES } from "./stats-filters.js";

/** What a call to catalog does, by its method. */
const OPERATIONS = { GET: "getitems", POST: "createitem", DELETE: "deleteitem" } as const;

/** What the filter is told, as JSON: the first condition that holds gives the attribute its value. */
const attributes = {
  attributes: [
    {
      output_attribute: OPERATION,
      match: Object.entries(OPERATIONS).map(([method, value]) => ({
        value,
        condition: `request.url_path == '/items' && request.method == '${method}'`,
      })),
    },
  ],
};

/**
 * 4.23: makes an attribute of path and method before `istio.stats` counts the call. Its proxies are those that run: the
 * notes' file is for 1.13, and is changed by hand (`weeks/week4.md` 9 g).
 */
export const attributeGen = envoyFilter("attribute-gen-example", {
  configPatches: [
    {
      applyTo: "HTTP_FILTER",
      match: {
        context: "SIDECAR_OUTBOUND",
        listener: {
          filterChain: {
            filter: {
              name: "envoy.filters.network.http_connection_manager",
              subFilter: { name: "istio.stats" },
            },
          },
        },
        proxy: { proxyVersion: RUNNING_PROXIES },
      },
      patch: {
        operation: "INSERT_BEFORE",
        value: {
          name: "istio.attributegen",
          typed_config: {
            "@type": "type.googleapis.com/udpa.type.v1.TypedStruct",
            type_url: "type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm",
            value: {
              config: {
                configuration: {
                  "@type": "type.googleapis.com/google.protobuf.StringValue",
                  value: JSON.stringify(attributes, undefined, 2),
                },
                vm_config: {
                  code: { local: { inline_string: "envoy.wasm.attributegen" } },
                  runtime: "envoy.wasm.runtime.null",
                },
              },
            },
          },
        },
      },
    },
  ],
});
