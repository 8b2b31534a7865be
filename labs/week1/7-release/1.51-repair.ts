import { NAMESPACE } from "../../apps/app.js";
import { OK } from "../../apps/catalog-answers.js";
import { CATALOG_FAULT, readFault } from "../../apps/fault.js";
import { inPod, share, step, undo } from "../../step.js";
import { CATALOG_URL } from "../load.js";

export default step({
  change: undo(CATALOG_FAULT),
  checks: [
    ...["catalog", "catalog-v2"].map((name) => ({
      says: `The switch of ${name} is off`,
      probe: inPod(
        { namespace: NAMESPACE, pod: `deploy/${name}`, container: "catalog" },
        readFault,
        { lacks: '"active":\\s*true' },
      ),
      hint: `kubectl rollout restart -n ${NAMESPACE} deploy/${name} clears any fault.`,
    })),
    {
      says: "50 of 50 requests succeed",
      probe: share(50, CATALOG_URL, OK, 1, 1),
      hint: `kubectl get pod -n ${NAMESPACE}`,
      until: "it changes again",
    },
  ],
});
