import { netshoot } from "../../apps/netshoot.js";
import { apply, by, has, listOf, step } from "../../step.js";

export default step({
  change: apply("netshoot", netshoot),
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
