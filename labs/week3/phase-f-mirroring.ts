import { NAMESPACE } from "../apps/app.js";
import { has } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import {
  CATALOG_HOST,
  catalogRoute,
  catalogRouteSpec,
  mirrored,
  ROUTE_KEY,
  SHOW_ROUTE,
} from "./catalog-routing.js";
import { countV2, POLL_STORE, storeTraffic } from "./store-calls.js";
import { CATALOG_PROXY, dump, inOrder, literally, showDump, WEBAPP } from "./store-proxies.js";

const SHOW_ROUTES = showDump("routes", WEBAPP, "--name", "80", "-o", "json");

/** Requests before the shadows are counted, and how many of them must have arrived: they are fire and forget. */
const MIRRORED_REQUESTS = 50;
const ARRIVED = 45;

/** The host of a mirrored request. The second of the two lines that catalog writes for it has no host. */
const SHADOW = "catalog\\.istioinaction-shadow:80 /items 200";

/** Phase F, second part: v2 gets copies of real requests (weeks/week3.md 5). */
export const phaseFMirroring: readonly Step[] = [
  {
    id: "3.24",
    type: "M",
    title: "Mirror every request to v2",
    lesson: "Fire and forget: v2 meets real requests, and its answers are thrown away.",
    commands: [
      POLL_STORE,
      countV2(100),
      `kubectl logs -n ${NAMESPACE} -l app=catalog,version=v1 -c catalog -f`,
      `kubectl logs -n ${NAMESPACE} -l app=catalog,version=v2 -c catalog -f`,
      SHOW_ROUTES,
      showDump("routes", CATALOG_PROXY, "--name", "80", "-o", "json"),
    ],
    patch: apply("routing", catalogRoute(mirrored)),
    checks: [
      {
        says: "VirtualService catalog mirrors to version-v2 what it sends to version-v1",
        needs: "objects",
        probe: has(ROUTE_KEY, { spec: { equals: catalogRouteSpec(mirrored) } }),
        until: "3.31",
        hint: SHOW_ROUTE,
      },
      {
        says: "webapp's proxy mirrors all of the requests",
        needs: "mesh",
        probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
          matches: inOrder(
            '"requestMirrorPolicies"',
            `"cluster": "${literally(`outbound|80|version-v2|${CATALOG_HOST}`)}"`,
            '"numerator": 100\\b',
          ),
        }),
        until: "3.31",
        hint: SHOW_ROUTES,
      },
      {
        says: `At least ${ARRIVED} of ${MIRRORED_REQUESTS} requests reach v2, with -shadow on the name of the host`,
        needs: "traffic",
        probe: {
          kind: "log",
          in: { namespace: NAMESPACE, pod: "deploy/catalog-v2", container: "catalog" },
          matches: SHADOW,
          atLeast: ARRIVED,
          after: storeTraffic(MIRRORED_REQUESTS),
        },
        until: "3.31",
        hint: `kubectl logs -n ${NAMESPACE} deploy/catalog-v2 -c catalog --tail 5`,
      },
    ],
  },
];
