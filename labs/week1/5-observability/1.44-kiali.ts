import { allOf, get, step } from "../../step.js";
import { KIALI, METRICS_MS } from "./addons.js";

export default step({
  checks: [
    {
      says: "Kiali lists the workloads catalog and webapp",
      needs: "dashboards",
      probe: get(`${KIALI}/api/namespaces/istioinaction/workloads`, {
        body: allOf('"name":\\s*"catalog"', '"name":\\s*"webapp"'),
      }),
      timeoutMs: METRICS_MS,
      hint: "kubectl logs -n istio-system deploy/kiali",
    },
  ],
});
