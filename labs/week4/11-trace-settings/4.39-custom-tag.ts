import { NAMESPACE } from "../../apps/app.js";
import { sidecar } from "../../proxies.js";
import { apply, available, forcedTrace, some, somewhere, step } from "../../step.js";
import { JAEGER, METRICS_MS, STORE, STORE_URL } from "../calls.js";
import { withCustomTag } from "../webapp.js";

export default step({
  change: apply("webapp", withCustomTag),
  checks: [
    {
      says: "webapp is available",
      probe: available(NAMESPACE, "webapp"),
      timeoutMs: 120_000,
    },
    {
      says: "webapp's proxy gives each span the tag, and traces all that nobody decided on before it",
      probe: sidecar("webapp").listeners(
        15006,
        somewhere({
          randomSampling: { value: 100 },
          customTags: some({ tag: "custom_tag", literal: { value: "Test Tag" } }),
        }),
      ),
      timeoutMs: 120_000,
    },
    {
      says: "In Jaeger webapp's spans of a trace have the tag",
      probe: forcedTrace(
        JAEGER,
        { url: STORE_URL, ...STORE },
        {
          spans: ["istio-ingressgateway", "webapp", "catalog"],
          tags: { webapp: { custom_tag: "Test Tag" } },
        },
      ),
      timeoutMs: METRICS_MS,
    },
  ],
});
