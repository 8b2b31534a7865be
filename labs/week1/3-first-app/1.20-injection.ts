import { namespace } from "../../apps/app.js";
import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { absent } from "../../tree.js";

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
