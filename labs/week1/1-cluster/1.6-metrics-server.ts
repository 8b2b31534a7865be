import { metricsServer } from "../../observability/metrics-server.js";
import { apply, available, by, container, contains, has, step } from "../../step.js";

export default step({
  change: apply("metrics-server", ...metricsServer),
  checks: [
    {
      says: "metrics-server is available and accepts the kubelets' own certificates",
      probe: available(
        "kube-system",
        "metrics-server",
        container("metrics-server", { args: contains("--kubelet-insecure-tls") }),
      ),
      timeoutMs: 120_000,
      hint: "kubectl logs -n kube-system deploy/metrics-server",
    },
    {
      says: "The metrics API is available",
      needs: "traffic",
      probe: has("APIService/v1beta1.metrics.k8s.io", {
        status: { conditions: by("type", { Available: { status: "True" } }) },
      }),
      timeoutMs: 120_000,
      hint: "kubectl describe apiservice v1beta1.metrics.k8s.io says what it waits for.",
    },
  ],
});
