import { NAMESPACE, namespace } from "../../apps/app.js";
import { apply, has, step } from "../../step.js";

export default step({
  change: apply("namespaces", namespace()),
  checks: [
    {
      says: "The namespace is active",
      probe: has(`Namespace/${NAMESPACE}`, { status: { phase: "Active" } }),
      hint: "A namespace that is still terminating blocks a new one of its name.",
    },
  ],
});
