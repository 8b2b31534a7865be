import { NAMESPACE, hostOf } from "../../apps/app.js";
import { FROM_V2, OK } from "../../apps/catalog-answers.js";
import { outbound, sidecar } from "../../proxies.js";
import {
  apply,
  container,
  contains,
  has,
  inOrder,
  onHost,
  share,
  somewhere,
  step,
} from "../../step.js";
import { targetV2 } from "../catalog-release.js";
import { CATALOG_HOST } from "../catalog-routing.js";
import { STORE, STORE_URL, countV2 } from "../store-calls.js";
import { showAccessLog } from "../store-proxies.js";
import {
  DESCRIBE_CANARY,
  FLAGGER_MS,
  RELEASE_LOG,
  WATCH_FLAGGER,
  canary,
  routeAtRest,
} from "./canary-watch.js";

export default step({
  change: apply("catalog", targetV2),
  checks: [
    {
      says: "Flagger takes the release to its end while requests come in, and none of them fails",
      probe: { ...canary("Succeeded"), lossless: true },
      timeoutMs: FLAGGER_MS,
      hint: "Without requests there is nothing to judge by: after five such looks Flagger gives up. ./lab prev and ./lab next begin again.",
    },
    {
      says: "It went up by 10 % to 50 %, then promoted v2 and switched back to catalog-primary",
      needs: "metrics",
      inTurn: true,
      probe: onHost(["kubectl", "logs", "-n", "istio-system", "deploy/flagger"], {
        matches: inOrder(...RELEASE_LOG),
      }),
      timeoutMs: FLAGGER_MS,
      hint: WATCH_FLAGGER,
    },
    {
      says: "catalog-primary shows images now",
      needs: "metrics",
      inTurn: true,
      probe: has(
        `Deployment/${NAMESPACE}/catalog-primary`,
        container("catalog", { env: contains({ name: "SHOW_IMAGE", value: "true" }) }),
      ),
      timeoutMs: FLAGGER_MS,
      hint: DESCRIBE_CANARY,
      until: "it changes again",
    },
    routeAtRest,
    {
      says: "webapp's proxy follows Flagger's VirtualService",
      needs: "metrics",
      inTurn: true,
      probe: sidecar("webapp").routes(
        "80",
        somewhere({
          name: `${CATALOG_HOST}:80`,
          routes: somewhere(outbound(hostOf("catalog-primary"))),
        }),
      ),
      hint: `istioctl proxy-config routes deploy/webapp.${NAMESPACE} --name 80`,
    },
    {
      says: "All of 100 answers have images",
      needs: "metrics",
      probe: share(100, STORE_URL, FROM_V2, 1, 1, STORE),
      hint: countV2(100),
    },
    {
      says: "No request fails",
      needs: "metrics",
      probe: share(20, STORE_URL, OK, 1, 1, STORE),
      hint: showAccessLog("webapp"),
    },
    {
      says: "Prometheus has the weights that Flagger set",
      inTurn: true,
      probe: {
        kind: "prometheus",
        at: "http://127.0.0.1:30001",
        query: "count(flagger_canary_weight)",
        wanted: { atLeast: 1 },
      },
      timeoutMs: 90_000,
      hint: "Flagger's pod is scraped for its annotations: Status, Targets in Prometheus.",
    },
  ],
});
