import { kialiPublished } from "../../observability/kiali-operator/index.js";
import { apply, get, step } from "../../step.js";
import { KIALI } from "../calls.js";

const SHOW_LOG = "kubectl logs -n istio-system deploy/kiali";

export default step({
  change: apply("kiali-operator", kialiPublished),
  checks: [
    {
      says: "Kiali answers on the host, and says that it runs",
      needs: "dashboards",
      probe: get(`${KIALI}/api`, { body: '"Kiali state":\\s*"running"' }),
      timeoutMs: 180_000,
      hint: SHOW_LOG,
    },
    {
      says: "It may look into the namespace of the store",
      needs: "dashboards",
      probe: get(`${KIALI}/api/namespaces`, { body: '"name":\\s*"istioinaction"' }),
      timeoutMs: 60_000,
      hint: SHOW_LOG,
    },
  ],
});
