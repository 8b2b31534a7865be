import { NAMESPACE, namespace } from "../../apps/app.js";
import { absent, apply, has, step } from "../../step.js";

export default step({
  change: apply("namespaces", namespace({ "istio-injection": "enabled" })),
  checks: [
    {
      says: "The namespace is active, and its pods get a proxy",
      probe: has(`Namespace/${NAMESPACE}`, {
        metadata: { labels: { "istio-injection": "enabled" } },
        status: { phase: "Active" },
      }),
      hint: "A namespace that is still terminating blocks a new one of its name.",
    },
    {
      says: "Pods of default get none",
      probe: has("Namespace/default", { metadata: { labels: { "istio-injection": absent } } }),
      hint: "kubectl label namespace default istio-injection-",
    },
  ],
});
