import { ISTIO_SYSTEM } from "../../istio.js";
import { absent, has, step, yaml } from "../../step.js";
import { ZIPKIN } from "../mesh.js";

export default step({
  checks: [
    {
      says: "Istio is installed with Zipkin's tracer, and one request in a hundred as its share",
      probe: has(`IstioOperator/${ISTIO_SYSTEM}/installed-state`, {
        spec: { values: { pilot: { traceSampling: 1 }, global: { proxy: { tracer: "zipkin" } } } },
      }),
    },
    {
      says: "The mesh's configuration says where spans go, and not how many",
      probe: has(`ConfigMap/${ISTIO_SYSTEM}/istio`, {
        data: {
          mesh: yaml({
            defaultConfig: { tracing: { sampling: absent, zipkin: { address: ZIPKIN } } },
          }),
        },
      }),
      until: "4.33",
      hint: `kubectl get cm -n ${ISTIO_SYSTEM} istio -o jsonpath='{.data.mesh}'`,
    },
  ],
});
