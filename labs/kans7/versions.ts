import type { Versions } from "../versions.js";

/** What KANS week 7 is studied on. The notes name no Kubernetes: it is the newest that Istio 1.23 supports. */
export const versions: Versions = { kubernetes: "1.30.4", istio: "1.23.2" };
