import { ISTIO_SYSTEM } from "../../istio.js";
import { addons, available, step } from "../../step.js";
import { addonsInside } from "../addons.js";

export default step({
  change: addons(addonsInside),
  checks: ["grafana", "jaeger", "kiali", "prometheus"].map((name) => ({
    says: `${name} is available`,
    probe: available(ISTIO_SYSTEM, name),
    timeoutMs: 240_000,
    hint: `kubectl describe pod -n ${ISTIO_SYSTEM} -l app=${name}; kiali is the last, after up to two minutes.`,
  })),
});
