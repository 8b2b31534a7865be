import type { Loop } from "../loops.js";

/** The bookstore from the host, once the gateway is published. */
export const CATALOG_URL = "http://127.0.0.1:30000/api/catalog";

/** Which version answered: only v2 shows images. */
const versions = [
  { name: "v2", body: '"imageUrl"' },
  { name: "v1", body: '"id"' },
];

/** The loops of the notes. */
export const loops: readonly Loop[] = [
  {
    name: "poll",
    title: "The status of the catalog, twice a second",
    steps: ["1.39", "1.47", "1.48", "1.49", "1.50", "1.51"],
    request: { url: CATALOG_URL, method: "HEAD" },
    pauseMs: 500,
  },
  {
    name: "load",
    title: "The same, ten times a second: dashboards need steady traffic",
    steps: ["1.41", "1.42", "1.43", "1.44", "1.45"],
    request: { url: CATALOG_URL, method: "HEAD" },
    pauseMs: 100,
  },
  {
    name: "versions",
    title: "Which version of catalog answers, once a second",
    steps: ["1.52", "1.53", "1.54", "1.55", "1.56", "1.57", "1.58"],
    request: { url: CATALOG_URL },
    pauseMs: 1_000,
    kinds: versions,
  },
  {
    name: "dark-launch",
    title: "The same with the header x-dark-launch: v2",
    steps: ["1.59"],
    request: { url: CATALOG_URL, headers: { "x-dark-launch": "v2" } },
    pauseMs: 1_000,
    kinds: versions,
  },
];
