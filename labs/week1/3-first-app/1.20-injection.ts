import { NAMESPACE } from "../../apps/app.js";
import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { INJECTION, namespace } from "./first-app-common.js";

export default step({
  change: apply("namespaces", namespace({ "istio-injection": "enabled" })),
  checks: [
    {
      says: "The namespace asks for injection",
      needs: "objects",
      probe: has(`Namespace/${NAMESPACE}`, { [INJECTION]: { equals: "enabled" } }),
      hint: "kubectl get ns --show-labels",
    },
    ...["istio-system", "default"].map((name) => ({
      says: `The namespace ${name} does not`,
      needs: "objects" as const,
      probe: has(`Namespace/${name}`, { [INJECTION]: { absent: true } }),
      hint: `kubectl label namespace ${name} istio-injection- takes a stray label away.`,
    })),
  ],
});
