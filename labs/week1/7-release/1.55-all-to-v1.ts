import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { allToV1Spec, catalogRoute } from "../routing.js";
import { ROUTE_KEY, showRoute } from "./release-common.js";

export default step({
  change: apply("routing", catalogRoute(allToV1Spec)),
  checks: [
    {
      says: "VirtualService catalog sends everything to version-v1",
      needs: "objects",
      probe: has(ROUTE_KEY, { spec: { equals: allToV1Spec } }),
      until: "1.57",
      hint: showRoute,
    },
    {
      says: "Its retries are gone",
      needs: "objects",
      probe: has(ROUTE_KEY, { "spec.http[0].retries": { absent: true } }),
      hint: "The new spec replaces the old one as a whole.",
    },
  ],
});
