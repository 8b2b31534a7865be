import { NAMESPACE } from "../../apps/app.js";
import { absent, apply, available, forcedTrace, step } from "../../step.js";
import { bootstrapOverride, WRONG_ENDPOINT } from "../bootstrap.js";
import { JAEGER, METRICS_MS, STORE, STORE_URL } from "../calls.js";
import { BOOTSTRAP, withCustomBootstrap } from "../webapp.js";
import { startedWith } from "./tracer.js";

export default step({
  change: apply("webapp", bootstrapOverride, withCustomBootstrap),
  checks: [
    {
      says: "webapp's pods ask for the override, and start",
      probe: available(NAMESPACE, "webapp", {
        spec: {
          template: {
            metadata: { annotations: { "sidecar.istio.io/bootstrapOverride": BOOTSTRAP } },
          },
        },
      }),
      timeoutMs: 120_000,
    },
    startedWith(
      "webapp's proxy sends its spans to another path, and the rest of the tracer is new",
      {
        collectorEndpoint: WRONG_ENDPOINT,
        sharedSpanContext: absent,
      },
    ),
    {
      says: "In a trace the gateway and catalog are there, and webapp is missing",
      probe: forcedTrace(
        JAEGER,
        { url: STORE_URL, ...STORE },
        { spans: ["istio-ingressgateway", "catalog"], lacks: ["webapp"] },
      ),
      timeoutMs: METRICS_MS,
    },
  ],
});
