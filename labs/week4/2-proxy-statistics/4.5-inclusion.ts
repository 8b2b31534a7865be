import { NAMESPACE } from "../../apps/app.js";
import { apply, available, contains, step } from "../../step.js";
import { CATALOG_CLUSTER, withCatalogStats } from "../webapp.js";

export default step({
  change: apply("webapp", withCatalogStats),
  checks: [
    {
      says: "webapp is available, and its pods ask for the statistics of calls to catalog",
      probe: available(NAMESPACE, "webapp", {
        spec: {
          template: {
            metadata: { annotations: { "proxy.istio.io/config": contains(CATALOG_CLUSTER) } },
          },
        },
      }),
      timeoutMs: 120_000,
      hint: `kubectl describe pod -n ${NAMESPACE} -l app=webapp`,
    },
  ],
});
