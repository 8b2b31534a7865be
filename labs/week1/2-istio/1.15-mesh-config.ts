import { ISTIO_SYSTEM } from "../../istio.js";
import { has, step, yaml } from "../../step.js";

export default step({
  checks: [
    {
      says: "The mesh traces to zipkin.istio-system:9411 and merges Prometheus metrics",
      probe: has(`ConfigMap/${ISTIO_SYSTEM}/istio`, {
        data: {
          mesh: yaml({
            defaultConfig: { tracing: { zipkin: { address: "zipkin.istio-system:9411" } } },
            enablePrometheusMerge: true,
          }),
        },
      }),
      hint: "kubectl get cm -n istio-system istio -o jsonpath='{.data.mesh}'",
    },
  ],
});
