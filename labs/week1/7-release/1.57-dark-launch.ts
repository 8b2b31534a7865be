import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { catalogRoute, darkLaunchSpec } from "../routing.js";
import { ROUTE_KEY, showRoute } from "./release-common.js";

export default step({
  change: apply("routing", catalogRoute(darkLaunchSpec)),
  checks: [
    {
      says: "VirtualService catalog has two rules, the first for the header x-dark-launch: v2",
      needs: "objects",
      probe: has(ROUTE_KEY, {
        "spec.http": { length: 2 },
        'spec.http[0].match[0].headers["x-dark-launch"].exact': { equals: "v2" },
        "spec.http[0].route[0].destination.subset": { equals: "version-v2" },
        "spec.http[1].match": { absent: true },
        "spec.http[1].route[0].destination.subset": { equals: "version-v1" },
      }),
      hint: showRoute,
    },
  ],
});
