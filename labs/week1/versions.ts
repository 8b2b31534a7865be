import type { Versions } from "../versions.js";

/** What week 1 is studied on (weeks/week1.md 1). */
export const versions: Versions = { kubernetes: "1.23.17", istio: "1.17.8" };
