import type { KubeObject } from "../../kube.js";
import { absent, apply, has, step } from "../../step.js";
import { NAMESPACE } from "../nginx.js";

/** The label of a namespace that every cluster has. */
const injected: KubeObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAMESPACE, labels: { "istio-injection": "enabled" } },
};

export default step({
  change: apply("namespaces", injected),
  checks: [
    {
      says: "Pods of default get a proxy",
      probe: has(`Namespace/${NAMESPACE}`, {
        metadata: { labels: { "istio-injection": "enabled" } },
        status: { phase: "Active" },
      }),
      hint: "kubectl get ns -L istio-injection",
    },
    {
      says: "Pods of kube-system get none",
      probe: has("Namespace/kube-system", { metadata: { labels: { "istio-injection": absent } } }),
      hint: "kubectl label namespace kube-system istio-injection-",
    },
  ],
});
