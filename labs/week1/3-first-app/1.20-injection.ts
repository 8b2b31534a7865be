import { namespace } from "../../apps/app.js";
import { absent, apply, has, step } from "../../step.js";

export default step({
  change: apply("namespaces", namespace({ "istio-injection": "enabled" })),
  checks: [
    ...["istio-system", "default"].map((name) => ({
      says: `The namespace ${name} does not`,
      probe: has(`Namespace/${name}`, { metadata: { labels: { "istio-injection": absent } } }),
      hint: `kubectl label namespace ${name} istio-injection- takes a stray label away.`,
    })),
  ],
});
