import { NAMESPACE } from "../../apps/app.js";
import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { INJECTION, namespace } from "./first-app-common.js";

export default step({
  change: apply("namespaces", namespace()),
  checks: [
    {
      says: "The namespace is active",
      needs: "objects",
      probe: has(`Namespace/${NAMESPACE}`, { "status.phase": { equals: "Active" } }),
      hint: "A namespace that is still terminating blocks a new one of its name.",
    },
    {
      says: "It has no injection label yet",
      needs: "objects",
      probe: has(`Namespace/${NAMESPACE}`, { [INJECTION]: { absent: true } }),
      until: "1.20",
      hint: "kubectl get ns --show-labels",
    },
  ],
});
