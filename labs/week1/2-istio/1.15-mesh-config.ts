import { has } from "../../probes.js";
import { step } from "../../step.js";
import { SYSTEM } from "./istio-common.js";

export default step({
  checks: [
    {
      says: "The mesh traces to zipkin.istio-system:9411 and merges Prometheus metrics",
      probe: has(`ConfigMap/${SYSTEM}/istio`, {
        data: {
          mesh: /(?=[\s\S]*address: zipkin\.istio-system:9411$)(?=[\s\S]*^enablePrometheusMerge: true$)/,
        },
      }),
      hint: "kubectl get cm -n istio-system istio -o jsonpath='{.data.mesh}'",
    },
  ],
});
