import { netshoot } from "../../apps/netshoot.js";
import { kubeOpsView } from "../../observability/kube-ops-view.js";
import { all, apply, by, has, listOf, step } from "../../step.js";

export default step({
  change: all(apply("netshoot", netshoot), apply("kube-ops-view", ...kubeOpsView(30007))),
  checks: [
    {
      says: "netshoot is ready and has exactly one container",
      probe: has("Pod/default/netshoot", {
        status: { conditions: by("type", { Ready: { status: "True" } }) },
        spec: { containers: listOf(1) },
      }),
      timeoutMs: 120_000,
      hint: "Two containers mean that the namespace default has the injection label.",
    },
  ],
});
