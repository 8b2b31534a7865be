import { ISTIO_SYSTEM } from "../../istio.js";
import { available, has, lacks, mesh, step, yaml } from "../../step.js";
import { installed } from "../mesh.js";

export default step({
  change: mesh(installed),
  checks: [
    ...["istiod", "istio-ingressgateway"].map((name) => ({
      says: `${name} is available`,
      probe: available(ISTIO_SYSTEM, name),
      timeoutMs: 180_000,
      hint: `kubectl describe pod -n ${ISTIO_SYSTEM} -l app=${name}`,
    })),
    {
      says: "Sidecars offer the metrics of their application together with their own",
      probe: has(`ConfigMap/${ISTIO_SYSTEM}/istio`, {
        data: { mesh: yaml({ enablePrometheusMerge: true }) },
      }),
      hint: "The setting enablePrometheusMerge of the mesh is true in every profile.",
    },
    {
      says: "There is no egress gateway",
      probe: lacks(`Deployment/${ISTIO_SYSTEM}/istio-egressgateway`),
      until: "4.20" as const,
      hint: "The demo profile has one, which comes at 4.20.",
    },
  ],
});
