import { NAMESPACE } from "../../apps/app.js";
import { ISTIO_SYSTEM } from "../../istio.js";
import { PROXY_CONFIG } from "../../restart.js";
import { available, contains, has, lacks, mesh, step, yaml } from "../../step.js";
import { M3, ZIPKIN } from "../mesh.js";
import { BY_DEFAULT, countsLike } from "../stats-filters.js";

export default step({
  change: mesh(M3),
  checks: [
    {
      says: "The mesh's configuration traces every request and says where the spans go",
      probe: has(`ConfigMap/${ISTIO_SYSTEM}/istio`, {
        data: {
          mesh: yaml({
            defaultConfig: { tracing: { sampling: 100, zipkin: { address: ZIPKIN } } },
          }),
        },
      }),
      until: "4.37",
      hint: `kubectl get cm -n ${ISTIO_SYSTEM} istio -o jsonpath='{.data.mesh}'`,
    },
    ...["catalog", "webapp"].map((name) => ({
      says: `${name} was started again with it`,
      probe: available(NAMESPACE, name, {
        spec: {
          template: { metadata: { annotations: { [PROXY_CONFIG]: contains('"sampling":100') } } },
        },
      }),
      timeoutMs: 120_000,
      hint: `kubectl rollout status -n ${NAMESPACE} deploy/${name}`,
    })),
    ...(["Deployment", "Service", "PodDisruptionBudget"] as const).map((kind) => ({
      says: `The egress gateway's ${kind} is gone`,
      probe: lacks(`${kind}/${ISTIO_SYSTEM}/istio-egressgateway`),
      hint: `kubectl get ${kind.toLowerCase()} -n ${ISTIO_SYSTEM}`,
    })),
    {
      says: "The proxies count as Istio has it by itself",
      probe: countsLike({
        SIDECAR_OUTBOUND: {},
        SIDECAR_INBOUND: BY_DEFAULT,
        GATEWAY: BY_DEFAULT,
      }),
    },
  ],
});
