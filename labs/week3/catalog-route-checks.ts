import { NAMESPACE } from "../apps/app.js";
import type { Check } from "../checks.js";
import { has } from "../probes.js";
import type { StepId } from "../week.js";
import {
  catalogRouteSpec,
  onlyV1,
  ROUTE_KEY,
  SHOW_ROUTE,
  SUBSETS_KEY,
  subsetsSpec,
} from "./catalog-routing.js";

/** catalog's versions have their names. @param what of them, in words: `both subsets`. */
export const subsetsStand = (what: string, until: StepId): Check => ({
  says: `DestinationRule catalog has ${what}`,
  needs: "objects",
  probe: has(SUBSETS_KEY, { spec: { equals: subsetsSpec } }),
  until,
  hint: `kubectl get dr -n ${NAMESPACE} catalog -o yaml`,
});

/** Whoever calls catalog within the mesh gets v1. */
export const meshGetsV1 = (until: StepId): Check => ({
  says: "VirtualService catalog sends the mesh's calls to version-v1",
  needs: "objects",
  probe: has(ROUTE_KEY, { spec: { equals: catalogRouteSpec(onlyV1) } }),
  until,
  hint: SHOW_ROUTE,
});
