import { WEBAPP, inOrder, showDump } from "../store-proxies.js";

export const SHOW_ROUTES = showDump("routes", WEBAPP, "--name", "80", "-o", "json");

/** Expression for the weights that webapp's proxy has. */
export const weightsAre = (v1: number, v2: number): string =>
  inOrder(
    '"weightedClusters"',
    "version-v1",
    `"weight": ${v1}\\b`,
    "version-v2",
    `"weight": ${v2}\\b`,
  );
