import { has, share, shareByChance } from "../probes.js";
import { apply } from "../state.js";
import { FROM_V2 } from "../week1/load.js";
import type { Step } from "../week.js";
import { catalogRoute, catalogRouteSpec, ROUTE_KEY, SHOW_ROUTE, split } from "./catalog-routing.js";
import { countV2, CURL_STORE, INTERNAL, POLL_STORE_BODY, STORE, STORE_URL } from "./store-calls.js";
import { dump, inOrder, showDump, WEBAPP } from "./store-proxies.js";

const SHOW_ROUTES = showDump("routes", WEBAPP, "--name", "80", "-o", "json");

/** Expression for the weights that webapp's proxy has. */
const weightsAre = (v1: number, v2: number): string =>
  inOrder(
    '"weightedClusters"',
    "version-v1",
    `"weight": ${v1}\\b`,
    "version-v2",
    `"weight": ${v2}\\b`,
  );

/** Phase D: a release in shares (weeks/week3.md 5). */
export const phaseD: readonly Step[] = [
  {
    id: "3.14",
    type: "M",
    title: "Everyone gets v1 again",
    lesson: "A release in shares starts at none: v1 has it all, and the header counts no more.",
    commands: [POLL_STORE_BODY, `${CURL_STORE} | jq`],
    patch: apply("routing", catalogRoute(split(100))),
    checks: [
      {
        says: "VirtualService catalog gives v1 all requests",
        needs: "objects",
        probe: has(ROUTE_KEY, { spec: { equals: catalogRouteSpec(split(100)) } }),
        until: "3.15",
        hint: SHOW_ROUTE,
      },
      {
        says: "None of 30 answers to the staff has images",
        needs: "traffic",
        probe: share(30, STORE_URL, FROM_V2, 0, 0, { headers: { ...STORE.headers, ...INTERNAL } }),
        until: "3.15",
        hint: SHOW_ROUTE,
      },
    ],
    deviation:
      "The notes go back to the rule of 3.12, which names v1 alone. Here its weights are written out, 100 and 0: to the mesh it is the same, and the next step changes exactly two numbers.",
  },
  {
    id: "3.15",
    type: "M",
    title: "Release v2 to one in ten",
    lesson: "A canary: few meet the new version first, and the weights are the way back.",
    commands: [SHOW_ROUTE, countV2(10), countV2(100), SHOW_ROUTES],
    patch: apply("routing", catalogRoute(split(90))),
    checks: [
      {
        says: "VirtualService catalog has the weights 90 and 10",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.http[0].route[0].weight": { equals: 90 },
          "spec.http[0].route[1].weight": { equals: 10 },
        }),
        until: "3.16",
        hint: SHOW_ROUTE,
      },
      {
        says: "webapp's proxy has them too",
        needs: "mesh",
        probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
          matches: weightsAre(90, 10),
        }),
        until: "3.16",
        hint: SHOW_ROUTES,
      },
      {
        says: "About 10 of 100 answers have images",
        needs: "traffic",
        probe: shareByChance(
          200,
          STORE_URL,
          FROM_V2,
          { expected: 0.1, min: 0.035, max: 0.175, confidence: 0.998 },
          STORE,
        ),
        until: "3.16",
        hint: countV2(100),
      },
    ],
  },
  {
    id: "3.16",
    type: "M",
    title: "Release v2 to half of them",
    lesson:
      "Both versions must be able to run at once, which is the harder the more state they keep.",
    commands: [SHOW_ROUTE, countV2(100), SHOW_ROUTES],
    patch: apply("routing", catalogRoute(split(50))),
    checks: [
      {
        says: "VirtualService catalog has the weights 50 and 50",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.http[0].route[0].weight": { equals: 50 },
          "spec.http[0].route[1].weight": { equals: 50 },
        }),
        until: "3.17",
        hint: SHOW_ROUTE,
      },
      {
        says: "webapp's proxy has them too",
        needs: "mesh",
        probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
          matches: weightsAre(50, 50),
        }),
        until: "3.17",
        hint: SHOW_ROUTES,
      },
      {
        says: "About half of 100 answers have images",
        needs: "traffic",
        probe: shareByChance(
          100,
          STORE_URL,
          FROM_V2,
          { expected: 0.5, min: 0.35, max: 0.65, confidence: 0.99 },
          STORE,
        ),
        until: "3.17",
        hint: countV2(100),
      },
    ],
  },
];
