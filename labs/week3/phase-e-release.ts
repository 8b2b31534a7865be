import { NAMESPACE } from "../apps/app.js";
import { has, onHost, share } from "../probes.js";
import { apply } from "../state.js";
import { FROM_V2, OK } from "../week1/load.js";
import type { Step } from "../week.js";
import {
  canary,
  DESCRIBE_CANARY,
  FLAGGER_MS,
  RELEASE_LOG,
  routeAtRest,
  WATCH_CANARY,
  WATCH_FLAGGER,
} from "./canary-watch.js";
import { targetV2 } from "./catalog-release.js";
import { SHOW_ROUTE } from "./catalog-routing.js";
import { countV2, POLL_STORE, STORE, STORE_URL } from "./store-calls.js";
import { dump, inOrder, showDump, WEBAPP } from "./store-proxies.js";

/** Phase E, third part: a release that judges itself (weeks/week3.md 5). */
export const phaseERelease: readonly Step[] = [
  {
    id: "3.20",
    type: "M",
    title: "Watch Flagger release v2",
    lesson:
      "Figures decide, not people: success and latency of real requests move the weights, or take them back.",
    commands: [
      POLL_STORE,
      WATCH_CANARY,
      `${SHOW_ROUTE} -w`,
      `${DESCRIBE_CANARY} | grep Events: -A20`,
      countV2(100),
      "curl -s 'http://127.0.0.1:30001/api/v1/query?query=flagger_canary_weight' | jq",
      "curl -s 'http://127.0.0.1:30001/api/v1/query?query=flagger_canary_metric_analysis' | jq",
    ],
    patch: apply("catalog", targetV2),
    checks: [
      {
        says: "The Deployment catalog has the new version, under the label of the old one",
        needs: "objects",
        probe: has(`Deployment/${NAMESPACE}/catalog`, {
          "spec.template.spec.containers[name=catalog].env[name=SHOW_IMAGE].value": {
            equals: "true",
          },
          "spec.template.metadata.labels.version": { equals: "v1" },
        }),
        until: "3.21",
        hint: `kubectl get deploy -n ${NAMESPACE} catalog -o yaml`,
      },
      {
        says: "Flagger takes the release to its end while requests come in, and none of them fails",
        needs: "metrics",
        probe: { ...canary("Succeeded"), lossless: true },
        timeoutMs: FLAGGER_MS,
        until: "3.21",
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
        until: "3.21",
        hint: WATCH_FLAGGER,
      },
      {
        says: "catalog-primary shows images now",
        needs: "metrics",
        inTurn: true,
        probe: has(`Deployment/${NAMESPACE}/catalog-primary`, {
          "spec.template.spec.containers[name=catalog].env": {
            contains: { name: "SHOW_IMAGE", value: "true" },
          },
        }),
        timeoutMs: FLAGGER_MS,
        until: "3.21",
        hint: DESCRIBE_CANARY,
      },
      routeAtRest("3.21"),
      {
        says: "webapp's proxy follows Flagger's VirtualService",
        needs: "metrics",
        inTurn: true,
        probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
          matches: "outbound\\|80\\|\\|catalog-primary\\.istioinaction",
        }),
        until: "3.21",
        hint: showDump("routes", WEBAPP, "--name", "80"),
      },
      {
        says: "All of 100 answers have images",
        needs: "metrics",
        probe: share(100, STORE_URL, FROM_V2, 1, 1, STORE),
        until: "3.21",
        hint: countV2(100),
      },
      {
        says: "No request fails",
        needs: "metrics",
        probe: share(20, STORE_URL, OK, 1, 1, STORE),
        until: "3.21",
        hint: `kubectl logs -n ${NAMESPACE} deploy/webapp -c istio-proxy --tail 5`,
      },
      {
        says: "Prometheus has the weights that Flagger set",
        needs: "metrics",
        inTurn: true,
        probe: {
          kind: "prometheus",
          at: "http://127.0.0.1:30001",
          query: "count(flagger_canary_weight)",
          wanted: { atLeast: 1 },
        },
        timeoutMs: 90_000,
        until: "3.21",
        hint: "Flagger's pod is scraped for its annotations: Status, Targets in Prometheus.",
      },
    ],
    deviation:
      "The check sends the requests that Flagger judges by, and tells phase and weight while it waits, up to a quarter of an hour. Flagger works only from one new version to the next, so going back to 3.19 makes it release v1 in the same way. The names of two queries are misspelt in the notes.",
  },
];
