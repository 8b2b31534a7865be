import { NAMESPACE } from "../../apps/app.js";
import { sidecar } from "../../proxies.js";
import { apply, somewhere, step } from "../../step.js";
import { catalogRoute, mirrored } from "../catalog-routing.js";
import { storeTraffic } from "../store-calls.js";
import { subsetOf } from "../store-proxies.js";

/** Requests before the shadows are counted, and how many of them must have arrived: they are fire and forget. */
const MIRRORED_REQUESTS = 50;

const ARRIVED = 45;

/** The host of a mirrored request. The second of the two lines that catalog writes for it has no host. */
const SHADOW = "catalog\\.istioinaction-shadow:80 /items 200";

export default step({
  change: apply("routing", catalogRoute(mirrored)),
  checks: [
    {
      says: "webapp's proxy mirrors all of the requests",
      probe: sidecar("webapp").routes(
        "80",
        somewhere({
          requestMirrorPolicies: [
            { cluster: subsetOf("v2"), runtimeFraction: { defaultValue: { numerator: 100 } } },
          ],
        }),
      ),
    },
    {
      says: `At least ${ARRIVED} of ${MIRRORED_REQUESTS} requests reach v2, with -shadow on the name of the host`,
      probe: {
        kind: "log",
        in: { namespace: NAMESPACE, pod: "deploy/catalog-v2", container: "catalog" },
        matches: SHADOW,
        atLeast: ARRIVED,
        after: storeTraffic(MIRRORED_REQUESTS),
      },
      hint: `kubectl logs -n ${NAMESPACE} deploy/catalog-v2 -c catalog --tail 5`,
    },
  ],
});
