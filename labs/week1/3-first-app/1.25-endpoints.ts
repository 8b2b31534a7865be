import { NAMESPACE } from "../../apps/app.js";
import { has, listOf, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "catalog has one endpoint",
      probe: has(`Endpoints/${NAMESPACE}/catalog`, { subsets: [{ addresses: listOf(1) }] }),
      until: "1.50",
      hint: `kubectl describe ep -n ${NAMESPACE} catalog`,
    },
    ...(
      [
        ["catalog", 3000],
        ["webapp", 8080],
      ] as const
    ).map(([name, port]) => ({
      says: `The endpoints of ${name} are on port ${port}`,
      probe: has(`Endpoints/${NAMESPACE}/${name}`, { subsets: [{ ports: [{ port }] }] }),
      hint: `kubectl describe ep -n ${NAMESPACE} ${name}`,
    })),
    {
      says: "webapp has one endpoint",
      probe: has(`Endpoints/${NAMESPACE}/webapp`, { subsets: [{ addresses: listOf(1) }] }),
      hint: `kubectl describe ep -n ${NAMESPACE} webapp`,
    },
  ],
});
