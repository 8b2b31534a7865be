import type { CheckDraft } from "../../checks.js";
import { sidecar } from "../../proxies.js";
import type { TreeMap } from "../../tree.js";

/** Where a proxy sends its spans by itself. */
export const ENDPOINT = "/api/v2/spans";

/** webapp's proxy was started with this tracer. */
export const startedWith = (says: string, tracer: TreeMap): CheckDraft => ({
  says,
  probe: sidecar("webapp").bootstrap({
    bootstrap: {
      tracing: {
        http: {
          name: "envoy.tracers.zipkin",
          typedConfig: { collectorCluster: "zipkin", traceId128bit: true, ...tracer },
        },
      },
    },
  }),
  timeoutMs: 120_000,
});
