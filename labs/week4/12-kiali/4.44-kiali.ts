import { ISTIO_SYSTEM } from "../../istio.js";
import { kiali, kialiInside } from "../../observability/kiali-operator/index.js";
import { apply, available, step } from "../../step.js";

export default step({
  change: apply("kiali-operator", kiali, kialiInside),
  checks: [
    {
      says: "The operator has made a Kiali, which is available",
      needs: "dashboards",
      probe: available(ISTIO_SYSTEM, "kiali"),
      timeoutMs: 300_000,
      hint: "kubectl logs -n kiali-operator deploy/kiali-operator",
    },
  ],
});
