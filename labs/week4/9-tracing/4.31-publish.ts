import { ISTIO_SYSTEM } from "../../istio.js";
import { addons, by, get, has, step } from "../../step.js";
import { jaegerPublished } from "../addons.js";
import { JAEGER } from "../calls.js";

export default step({
  change: addons(jaegerPublished),
  checks: [
    {
      says: "The Service tracing is on its node port",
      probe: has(`Service/${ISTIO_SYSTEM}/tracing`, {
        spec: {
          type: "NodePort",
          ports: by("port", { 80: { nodePort: 30004 }, 16685: { nodePort: 31685 } }),
        },
      }),
      hint: "kubectl get svc -A shows which Service holds a port.",
    },
    {
      says: "Jaeger's page answers on the host",
      needs: "traces",
      probe: get(`${JAEGER}/search`),
      timeoutMs: 120_000,
      until: "the end",
      hint: `kubectl get pod -n ${ISTIO_SYSTEM} -l app=jaeger`,
    },
  ],
});
