import { definePart } from "./part.js";

/** A live picture of nodes and pods. */
export const kubeOpsView = definePart({
  name: "kube-ops-view",
  token: "istio-lab:observability:KubeOpsView",
  pages: { "kube-system/kube-ops-view": "/#scale=1.5" },
});
