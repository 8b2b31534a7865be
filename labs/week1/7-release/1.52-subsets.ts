import { hostOf } from "../../apps/app.js";
import { outbound, sidecar } from "../../proxies.js";
import { apply, some, step } from "../../step.js";
import { subsets } from "../routing.js";

const CATALOG = hostOf("catalog");

export default step({
  change: apply("routing", subsets),
  checks: [
    ...["version-v1", "version-v2"].map((subset) => ({
      says: `webapp's sidecar has a cluster for ${subset}`,
      probe: sidecar("webapp").clusters(CATALOG, some({ name: outbound(CATALOG, subset) })),
      hint: "istioctl proxy-status tells whether webapp is in sync.",
    })),
  ],
});
