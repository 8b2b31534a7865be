import { ISTIO_SYSTEM } from "../../istio.js";
import { available, mesh, step } from "../../step.js";
import { M2 } from "../mesh.js";
import { BY_DEFAULT, countsLike } from "../stats-filters.js";

export default step({
  change: mesh(M2),
  checks: [
    {
      says: "What sidecars send is counted by the operation, all else as Istio has it by itself",
      probe: countsLike({
        SIDECAR_OUTBOUND: {
          metrics: [
            { name: "requests_total", dimensions: { upstream_operation: "istio_operationId" } },
          ],
        },
        SIDECAR_INBOUND: BY_DEFAULT,
        GATEWAY: BY_DEFAULT,
      }),
      until: "4.33",
    },
    ...["istiod", "istio-ingressgateway", "istio-egressgateway"].map((name) => ({
      says: `${name} is available`,
      probe: available(ISTIO_SYSTEM, name),
      timeoutMs: 180_000,
      ...(name === "istio-egressgateway" ? { until: "4.33" as const } : {}),
      hint: `kubectl describe pod -n ${ISTIO_SYSTEM} -l app=${name}`,
    })),
  ],
});
