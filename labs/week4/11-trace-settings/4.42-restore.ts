import { NAMESPACE } from "../../apps/app.js";
import { absent, apply, available, forcedTrace, has, step } from "../../step.js";
import { JAEGER, METRICS_MS, STORE, STORE_URL } from "../calls.js";
import { BOOTSTRAP, webapp } from "../webapp.js";
import { ENDPOINT, startedWith } from "./tracer.js";

export default step({
  change: apply("webapp", ...webapp),
  checks: [
    {
      says: "webapp's pods ask for no settings of their own",
      probe: available(NAMESPACE, "webapp", {
        spec: {
          template: {
            metadata: {
              annotations: {
                "sidecar.istio.io/bootstrapOverride": absent,
                "proxy.istio.io/config": absent,
              },
            },
          },
        },
      }),
      timeoutMs: 120_000,
    },
    startedWith("webapp's proxy sends its spans where Jaeger takes them", {
      collectorEndpoint: ENDPOINT,
      sharedSpanContext: false,
    }),
    {
      says: "The ConfigMap is left behind",
      probe: has(`ConfigMap/${NAMESPACE}/${BOOTSTRAP}`),
    },
    {
      says: "A trace has webapp again",
      probe: forcedTrace(
        JAEGER,
        { url: STORE_URL, ...STORE },
        { spans: ["istio-ingressgateway", "webapp", "catalog"] },
      ),
      timeoutMs: METRICS_MS,
    },
  ],
});
