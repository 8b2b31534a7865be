import { sidecar } from "../../proxies.js";
import { apply, somewhere, step } from "../../step.js";
import { attributeGen } from "../attribute-gen.js";

/** The filter that comes next behind it. */
const NEXT_IS_STATS =
  '"name": "istio\\.attributegen"(?:(?!"name": "(?:istio|envoy)\\.)[\\s\\S])*"name": "istio\\.stats"';

export default step({
  change: apply("routing", attributeGen),
  checks: [
    {
      says: "webapp's proxy has the filter on the way out, right before the one that counts",
      probe: {
        ...sidecar("webapp").listeners(80, somewhere({ name: "istio.attributegen" })),
        matches: NEXT_IS_STATS,
      },
      hint: "The proxyVersion of the EnvoyFilter must fit the proxies: istioctl version.",
    },
  ],
});
