import { NAMESPACE } from "../../apps/app.js";
import { catalogV2 } from "../../apps/catalog.js";
import { available, has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";

export default step({
  change: apply("catalog", catalogV2),
  checks: [
    {
      says: "catalog-v2 is available with one pod, and shows images",
      probe: available(NAMESPACE, "catalog-v2", {
        "status.readyReplicas": { equals: 1 },
        "spec.template.spec.containers[name=catalog].env[name=SHOW_IMAGE].value": {
          equals: "true",
        },
      }),
      timeoutMs: 120_000,
      hint: `kubectl describe pod -n ${NAMESPACE} -l version=v2`,
    },
    {
      says: "The Service catalog has two endpoints",
      probe: has(`Endpoints/${NAMESPACE}/catalog`, { "subsets[0].addresses": { length: 2 } }),
      timeoutMs: 120_000,
      hint: `kubectl describe ep -n ${NAMESPACE} catalog`,
    },
  ],
});
