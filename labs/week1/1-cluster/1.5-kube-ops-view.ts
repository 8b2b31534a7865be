import { kubeOpsView } from "../../observability/kube-ops-view.js";
import { apply, available, by, container, get, step } from "../../step.js";

export default step({
  change: apply("kube-ops-view", ...kubeOpsView(30005)),
  checks: [
    {
      says: "kube-ops-view is available, in the time zone of the notes",
      probe: available(
        "kube-system",
        "kube-ops-view",
        container("kube-ops-view", { env: by("name", { TZ: { value: "Asia/Seoul" } }) }),
      ),
      timeoutMs: 120_000,
      hint: "kubectl describe pod -n kube-system -l app.kubernetes.io/instance=kube-ops-view",
    },
    {
      says: "Its page opens on the host",
      needs: "dashboards",
      probe: get("http://127.0.0.1:30005/"),
      hint: "The port is mapped at the cluster's creation: docker ps must show 30005.",
    },
  ],
});
