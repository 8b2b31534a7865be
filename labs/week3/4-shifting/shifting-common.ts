import type { CheckDraft } from "../../checks.js";
import { WEBAPP, dump, inOrder } from "../store-proxies.js";

/** Expression for the weights that webapp's proxy has. */
const weightsAre = (v1: number, v2: number): string =>
  inOrder(
    '"weightedClusters"',
    "version-v1",
    `"weight": ${v1}\\b`,
    "version-v2",
    `"weight": ${v2}\\b`,
  );

/** The proxy of catalog's caller has what the VirtualService says. */
export const proxyHasWeights = (v1: number, v2: number): CheckDraft => ({
  says: "webapp's proxy has the weights too",
  probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], { matches: weightsAre(v1, v2) }),
});
