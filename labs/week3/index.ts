import { NAMESPACE } from "../apps/app.js";
import { defineWeek } from "../week.js";
import { CANARY_KEY } from "./catalog-release.js";
import { ROUTE_KEY } from "./catalog-routing.js";
import { phaseA } from "./phase-a-base.js";
import { phaseBEntry } from "./phase-b-entry.js";
import { phaseBProxies } from "./phase-b-proxies.js";
import { phaseBRelease } from "./phase-b-release.js";
import { phaseBVersions } from "./phase-b-versions.js";
import { phaseCInside } from "./phase-c-inside.js";
import { phaseCRouting } from "./phase-c-routing.js";
import { phaseD } from "./phase-d-shifting.js";
import { phaseECanary } from "./phase-e-canary.js";
import { phaseEFlagger, phaseERemoval } from "./phase-e-flagger.js";
import { phaseERelease } from "./phase-e-release.js";
import { phaseFMirroring } from "./phase-f-mirroring.js";
import { phaseFPackets } from "./phase-f-packets.js";
import { phaseFVersions } from "./phase-f-versions.js";
import { phaseGEgress } from "./phase-g-egress.js";
import { phaseGForum } from "./phase-g-forum.js";
import { phaseGReset } from "./phase-g-reset.js";
import { phaseHBalancing } from "./phase-h-balancing.js";
import { phaseHRoundRobin } from "./phase-h-round-robin.js";
import { phaseHSimpleWeb } from "./phase-h-simple-web.js";
import { phaseIFailover } from "./phase-i-failover.js";
import { phaseILocality } from "./phase-i-locality.js";
import { phaseIPriorities } from "./phase-i-priorities.js";
import { phaseJRetriableCodes } from "./phase-j-retriable-codes.js";
import { phaseJRetries } from "./phase-j-retries.js";
import { phaseJTimeouts } from "./phase-j-timeouts.js";
import { phaseKBaseline } from "./phase-k-baseline.js";
import { phaseKBreaker } from "./phase-k-breaker.js";
import { phaseKLimits } from "./phase-k-limits.js";
import { phaseLFailingEndpoint } from "./phase-l-failing-endpoint.js";
import { phaseLOutliers } from "./phase-l-outliers.js";
import { simpleLoops } from "./simple-loops.js";
import { storeLoops } from "./store-loops.js";
import { versions } from "./versions.js";

/** Week 3: traffic control and resilience (weeks/week3.md). Its base is the mesh without any application. */
export const week3 = defineWeek({
  id: "week3",
  title: "Traffic control and resilience",
  versions,
  base: "3.1",
  steps: [
    ...phaseA,
    ...phaseBEntry,
    ...phaseBProxies,
    ...phaseBVersions,
    ...phaseBRelease,
    ...phaseCInside,
    ...phaseCRouting,
    ...phaseD,
    ...phaseEFlagger,
    ...phaseECanary,
    ...phaseERelease,
    ...phaseERemoval,
    ...phaseFVersions,
    ...phaseFMirroring,
    ...phaseFPackets,
    ...phaseGEgress,
    ...phaseGForum,
    ...phaseGReset,
    ...phaseHSimpleWeb,
    ...phaseHRoundRobin,
    ...phaseHBalancing,
    ...phaseILocality,
    ...phaseIPriorities,
    ...phaseIFailover,
    ...phaseJTimeouts,
    ...phaseJRetries,
    ...phaseJRetriableCodes,
    ...phaseKBaseline,
    ...phaseKBreaker,
    ...phaseKLimits,
    ...phaseLFailingEndpoint,
    ...phaseLOutliers,
  ],
  loops: [...storeLoops, ...simpleLoops],
  // what Flagger makes for its Canary (weeks/week3.md 9.6)
  stopovers: [
    { owner: CANARY_KEY, owned: [`Service/${NAMESPACE}/catalog`, ROUTE_KEY], via: "3.21" },
  ],
});
