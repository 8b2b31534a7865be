import { NAMESPACE } from "../../apps/app.js";
import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import {
  CATALOG_HOST,
  ROUTE_KEY,
  SHOW_ROUTE,
  catalogRoute,
  catalogRouteSpec,
  mirrored,
} from "../catalog-routing.js";
import { storeTraffic } from "../store-calls.js";
import { WEBAPP, dump, inOrder, literally, showDump } from "../store-proxies.js";

const SHOW_ROUTES = showDump("routes", WEBAPP, "--name", "80", "-o", "json");

/** Requests before the shadows are counted, and how many of them must have arrived: they are fire and forget. */
const MIRRORED_REQUESTS = 50;

const ARRIVED = 45;

/** The host of a mirrored request. The second of the two lines that catalog writes for it has no host. */
const SHADOW = "catalog\\.istioinaction-shadow:80 /items 200";

export default step({
  change: apply("routing", catalogRoute(mirrored)),
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
});
