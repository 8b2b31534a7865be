import { NAMESPACE } from "../../apps/app.js";
import { catalog } from "../../apps/catalog.js";
import { webapp } from "../../apps/webapp.js";
import { available, has } from "../../probes.js";
import { all, apply } from "../../state.js";
import { step } from "../../step.js";

export default step({
  change: all(apply("catalog", ...catalog), apply("webapp", ...webapp)),
  checks: (
    [
      ["catalog", 3000],
      ["webapp", 8080],
    ] as const
  ).flatMap(([name, targetPort]) => [
    {
      says: `${name} is available with one pod`,
      needs: "objects" as const,
      probe: available(NAMESPACE, name, { "status.readyReplicas": { equals: 1 } }),
      timeoutMs: 120_000,
      hint: `kubectl describe pod -n ${NAMESPACE} -l app=${name}`,
    },
    {
      says: `The Service ${name} leads from port 80 to ${targetPort}`,
      needs: "objects" as const,
      probe: has(`Service/${NAMESPACE}/${name}`, {
        "spec.ports[port=80].targetPort": { equals: targetPort },
        "spec.selector": { equals: { app: name } },
      }),
      hint: `kubectl get svc -n ${NAMESPACE} ${name} -o yaml`,
    },
    {
      says: `${name} has its own service account`,
      needs: "objects" as const,
      probe: has(`ServiceAccount/${NAMESPACE}/${name}`),
      hint: `kubectl get sa -n ${NAMESPACE}`,
    },
  ]),
});
