import { defineWeek } from "../week.js";
import { loops } from "./load.js";
import { phaseA } from "./phase-a-cluster.js";
import { phaseB } from "./phase-b-istio.js";
import { phaseCFirstApp } from "./phase-c-first-app.js";
import { phaseCInside } from "./phase-c-inside.js";
import { phaseDEntry } from "./phase-d-entry.js";
import { phaseDProxies } from "./phase-d-proxies.js";
import { phaseE } from "./phase-e-observability.js";
import { phaseF } from "./phase-f-resilience.js";
import { phaseG } from "./phase-g-release.js";
import { phaseH } from "./phase-h-teardown.js";
import { versions } from "./versions.js";

/** Week 1: first contact with Istio (weeks/week1.md). Its base has both versions of catalog and steers nothing yet. */
export const week1 = defineWeek({
  id: "week1",
  title: "First contact with Istio",
  versions,
  base: "1.54",
  steps: [
    ...phaseA,
    ...phaseB,
    ...phaseCFirstApp,
    ...phaseCInside,
    ...phaseDProxies,
    ...phaseDEntry,
    ...phaseE,
    ...phaseF,
    ...phaseG,
    ...phaseH,
  ],
  loops,
});
