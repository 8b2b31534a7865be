import { ISTIO_SYSTEM } from "../../istio.js";
import { addons, available, has, step } from "../../step.js";
import { addonsInside } from "../mesh.js";

export default step({
  change: addons(addonsInside),
  checks: [
    ...["grafana", "jaeger", "kiali", "prometheus"].map((name) => ({
      says: `${name} is available`,
      probe: available(ISTIO_SYSTEM, name),
      timeoutMs: 240_000,
      hint: `kubectl describe pod -n istio-system -l app=${name}; kiali is the last, after up to two minutes.`,
    })),
    ...["tracing", "zipkin", "jaeger-collector"].map((name) => ({
      says: `Jaeger has the Service ${name}`,
      probe: has(`Service/${ISTIO_SYSTEM}/${name}`),
      hint: "kubectl get svc -n istio-system",
    })),
  ],
});
