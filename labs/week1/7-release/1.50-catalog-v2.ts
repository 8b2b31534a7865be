import { NAMESPACE } from "../../apps/app.js";
import { catalogV2 } from "../../apps/catalog.js";
import { catalogV2IsUp } from "../../apps/up-checks.js";
import { apply, has, listOf, step } from "../../step.js";

export default step({
  change: apply("catalog", catalogV2),
  checks: [
    catalogV2IsUp("version=v2"),
    {
      says: "The Service catalog has two endpoints",
      probe: has(`Endpoints/${NAMESPACE}/catalog`, { subsets: [{ addresses: listOf(2) }] }),
      timeoutMs: 120_000,
      hint: `kubectl describe ep -n ${NAMESPACE} catalog`,
    },
  ],
});
