import { NAMESPACE } from "../apps/app.js";
import { defineWeek } from "../week.js";
import { CANARY_KEY } from "./catalog-release.js";
import { ROUTE_KEY } from "./catalog-routing.js";
import { phaseA } from "./phase-a-base.js";
import { phaseBEntry } from "./phase-b-entry.js";
import { phaseBRelease } from "./phase-b-release.js";
import { phaseCInside } from "./phase-c-inside.js";
import { phaseCRouting } from "./phase-c-routing.js";
import { phaseD } from "./phase-d-shifting.js";
import { phaseECanary } from "./phase-e-canary.js";
import { phaseEFlagger, phaseERemoval } from "./phase-e-flagger.js";
import { phaseFMirroring } from "./phase-f-mirroring.js";
import { phaseFPackets } from "./phase-f-packets.js";
import { phaseGEgress } from "./phase-g-egress.js";
import { phaseGForum } from "./phase-g-forum.js";
import { phaseHBalancing } from "./phase-h-balancing.js";
import { phaseHSimpleWeb } from "./phase-h-simple-web.js";
import { phaseI } from "./phase-i-locality.js";
import { phaseJRetries } from "./phase-j-retries.js";
import { phaseJTimeouts } from "./phase-j-timeouts.js";
import { phaseKBaseline } from "./phase-k-baseline.js";
import { phaseKBreaker } from "./phase-k-breaker.js";
import { phaseL } from "./phase-l-outliers.js";
import { simpleLoops } from "./simple-loops.js";
import { storeLoops } from "./store-loops.js";

/** Week 3: traffic control and resilience (weeks/week3.md). Its base is the mesh without any application. */
export const week3 = defineWeek({
  id: "week3",
  title: "Traffic control and resilience",
  base: "3.1",
  steps: [
    ...phaseA,
    ...phaseBEntry,
    ...phaseBRelease,
    ...phaseCInside,
    ...phaseCRouting,
    ...phaseD,
    ...phaseEFlagger,
    ...phaseECanary,
    ...phaseERemoval,
    ...phaseFMirroring,
    ...phaseFPackets,
    ...phaseGEgress,
    ...phaseGForum,
    ...phaseHSimpleWeb,
    ...phaseHBalancing,
    ...phaseI,
    ...phaseJTimeouts,
    ...phaseJRetries,
    ...phaseKBaseline,
    ...phaseKBreaker,
    ...phaseL,
  ],
  loops: [...storeLoops, ...simpleLoops],
  // what Flagger makes for its Canary (weeks/week3.md 9.6)
  stopovers: [
    { owner: CANARY_KEY, owned: [`Service/${NAMESPACE}/catalog`, ROUTE_KEY], via: "3.21" },
  ],
});
