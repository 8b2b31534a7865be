import { NAMESPACE } from "../apps/app.js";
import { defineCourse } from "../course.js";
import base from "./1-base/chapter.js";
import gateway from "./2-gateway/chapter.js";
import insideTheMesh from "./3-inside-the-mesh/chapter.js";
import shifting from "./4-shifting/chapter.js";
import flagger from "./5-flagger/chapter.js";
import mirroring from "./6-mirroring/chapter.js";
import egress from "./7-egress/chapter.js";
import balancing from "./8-balancing/chapter.js";
import locality from "./9-locality/chapter.js";
import timeoutsAndRetries from "./10-timeouts-and-retries/chapter.js";
import circuitBreaker from "./11-circuit-breaker/chapter.js";
import outliers from "./12-outliers/chapter.js";
import { CANARY_KEY } from "./catalog-release.js";
import { ROUTE_KEY } from "./catalog-routing.js";
import { simpleLoops } from "./simple-loops.js";
import { storeLoops } from "./store-loops.js";
import { on1_23 } from "./on-1.23.js";
import { versions } from "./versions.js";

/**
 * Week 3: traffic control and resilience. Its base is the mesh with the store in it: webapp, both versions of catalog
 * and the gateway. No traffic decision is made yet, so the subsets are not there either: the notes make them with the
 * first one, at 3.12.
 */
export const week3 = defineCourse({
  id: "week3",
  title: "Traffic control and resilience",
  versions,
  base: "3.10",
  chapters: [
    base,
    gateway,
    insideTheMesh,
    shifting,
    flagger,
    mirroring,
    egress,
    balancing,
    locality,
    timeoutsAndRetries,
    circuitBreaker,
    outliers,
  ],
  loops: [...storeLoops, ...simpleLoops],
  board: async () => (await import("./board.js")).text,
  otherwise: on1_23,
  // what Flagger makes for its Canary
  stopovers: [
    { owner: CANARY_KEY, owned: [`Service/${NAMESPACE}/catalog`, ROUTE_KEY], via: "3.21" },
  ],
});
