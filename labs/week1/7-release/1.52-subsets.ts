import { NAMESPACE } from "../../apps/app.js";
import { has, onHost } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { subsets, subsetsSpec } from "../routing.js";

export default step({
  change: apply("routing", subsets),
  checks: [
    {
      says: "DestinationRule catalog has the subsets version-v1 and version-v2",
      needs: "objects",
      probe: has(`DestinationRule/${NAMESPACE}/catalog`, { spec: { equals: subsetsSpec } }),
      hint: `kubectl get dr -n ${NAMESPACE} catalog -o yaml`,
    },
    ...["version-v1", "version-v2"].map((subset) => ({
      says: `webapp's sidecar has a cluster for ${subset}`,
      needs: "mesh" as const,
      probe: onHost(["istioctl", "proxy-config", "cluster", `deploy/webapp.${NAMESPACE}`], {
        matches: `^catalog\\.${NAMESPACE}\\.svc\\.cluster\\.local\\s+80\\s+${subset}\\s+outbound`,
      }),
      hint: "istioctl proxy-status tells whether webapp is in sync.",
    })),
  ],
});
