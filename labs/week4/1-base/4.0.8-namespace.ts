import { NAMESPACE, namespace } from "../../apps/app.js";
import { apply, has, step } from "../../step.js";

export default step({
  change: apply("namespaces", namespace({ "istio-injection": "enabled" })),
  checks: [
    {
      says: "The namespace is active, and its pods get a sidecar",
      probe: has(`Namespace/${NAMESPACE}`, {
        metadata: { labels: { "istio-injection": "enabled" } },
        status: { phase: "Active" },
      }),
      hint: "A namespace that is still terminating blocks a new one of its name.",
    },
  ],
});
