import type { Versions } from "../versions.js";

/** What KANS week 7 is studied on. The notes name no Kubernetes: Istio 1.23 supports 1.27 to 1.30. */
export const versions: Versions = { kubernetes: "1.30.4", istio: "1.23.2" };
