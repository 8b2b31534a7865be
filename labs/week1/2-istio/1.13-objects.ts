import { ISTIO_SYSTEM } from "../../istio.js";
import { count, has, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "15 kinds of istio.io are defined",
      probe: count("customresourcedefinitions.apiextensions.k8s.io", 15, {
        named: "\\.istio\\.io$",
      }),
      hint: "kubectl get crd | grep istio.io",
    },
    ...["istiod", "istio-ingressgateway"].map((name) => ({
      says: `A disruption budget keeps one pod of ${name}`,
      probe: has(`PodDisruptionBudget/${ISTIO_SYSTEM}/${name}`, { spec: { minAvailable: 1 } }),
      hint: "kubectl get pdb -n istio-system",
    })),
  ],
});
