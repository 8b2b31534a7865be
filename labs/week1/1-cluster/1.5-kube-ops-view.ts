import { kubeOpsView } from "../../observability/kube-ops-view.js";
import { available, get, has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";

export default step({
  change: apply("kube-ops-view", ...kubeOpsView),
  checks: [
    {
      says: "The Service kube-ops-view is on node port 30005",
      needs: "objects",
      probe: has("Service/kube-system/kube-ops-view", {
        "spec.type": { equals: "NodePort" },
        "spec.ports[port=8080].nodePort": { equals: 30005 },
      }),
      hint: "kubectl get svc -A shows which Service holds the port.",
    },
    {
      says: "kube-ops-view is available, in the time zone of the notes",
      needs: "objects",
      probe: available("kube-system", "kube-ops-view", {
        "spec.template.spec.containers[name=kube-ops-view].env[name=TZ].value": {
          equals: "Asia/Seoul",
        },
      }),
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
