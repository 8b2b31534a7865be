import type { Versions } from "../versions.js";

/** What week 2 is studied on. */
export const versions: Versions = { kubernetes: "1.23.17", istio: "1.17.8" };
