import { NAMESPACE } from "../../apps/app.js";
import { onHost } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { subsets } from "../routing.js";

export default step({
  change: apply("routing", subsets),
  checks: [
    ...["version-v1", "version-v2"].map((subset) => ({
      says: `webapp's sidecar has a cluster for ${subset}`,
      probe: onHost(["istioctl", "proxy-config", "cluster", `deploy/webapp.${NAMESPACE}`], {
        matches: `^catalog\\.${NAMESPACE}\\.svc\\.cluster\\.local\\s+80\\s+${subset}\\s+outbound`,
      }),
      hint: "istioctl proxy-status tells whether webapp is in sync.",
    })),
  ],
});
