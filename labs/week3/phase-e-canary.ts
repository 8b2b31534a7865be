import { NAMESPACE } from "../apps/app.js";
import { available, has, onHost, share } from "../probes.js";
import { all, apply } from "../state.js";
import { FROM_V2, OK } from "../week1/load.js";
import type { Check } from "../checks.js";
import type { Step, StepId } from "../week.js";
import { canary, RELEASE_LOG, WATCH_CANARY, WATCH_FLAGGER } from "./canary-watch.js";
import {
  CANARY_KEY,
  catalogRelease,
  catalogReleaseSpec,
  targetV1,
  targetV2,
} from "./catalog-release.js";
import { ROUTE_KEY } from "./catalog-routing.js";
import { countV2, POLL_STORE, STORE, STORE_URL } from "./store-calls.js";
import { dump, inOrder, showDump, WEBAPP } from "./store-proxies.js";

/** Flagger needs minutes for what it does: it looks every 45 s. The notes saw 6 for each of both steps. */
const FLAGGER_MS = 15 * 60_000;

const showRoute = `kubectl get vs -n ${NAMESPACE} catalog -o yaml`;
const describe = `kubectl describe canary -n ${NAMESPACE} catalog-release`;

/** Flagger's VirtualService: webapp's requests can be shifted, all others stay with the old version. */
const routeAtRest = (until: StepId): Check => ({
  says: "Flagger's VirtualService gives all of webapp's requests to catalog-primary",
  needs: "metrics",
  inTurn: true,
  probe: has(ROUTE_KEY, {
    "spec.http[0].match[0].sourceLabels": { equals: { app: "webapp" } },
    "spec.http[0].route[0].destination.host": { equals: "catalog-primary" },
    "spec.http[0].route[0].weight": { equals: 100 },
    "spec.http[1].match": { absent: true },
  }),
  timeoutMs: FLAGGER_MS,
  until,
  hint: showRoute,
});

/** Phase E, second half: a release that judges itself (weeks/week3.md 5). */
export const phaseECanary: readonly Step[] = [
  {
    id: "3.19",
    type: "M",
    title: "Let Flagger watch catalog",
    lesson:
      "Nothing is released yet: Flagger copies catalog to catalog-primary and waits for a change.",
    commands: [
      POLL_STORE,
      WATCH_FLAGGER,
      WATCH_CANARY,
      `kubectl get deploy,svc,ep,vs,dr -n ${NAMESPACE}`,
      showRoute,
      showDump("routes", WEBAPP, "--name", "80"),
    ],
    patch: all(apply("catalog", targetV1), apply("flagger", catalogRelease)),
    checks: [
      {
        says: "Canary catalog-release adds 10 % every 45 s, up to 50 %",
        needs: "objects",
        probe: has(CANARY_KEY, {
          spec: { equals: catalogReleaseSpec },
        }),
        until: "3.21",
        hint: `kubectl get canary -n ${NAMESPACE} catalog-release -o yaml`,
      },
      {
        says: "Flagger has nothing more to do with it",
        needs: "metrics",
        probe: canary("Initialized", "Succeeded"),
        timeoutMs: FLAGGER_MS,
        until: "3.20",
        hint: describe,
      },
      {
        says: "catalog-primary is available, and catalog has no pod",
        needs: "metrics",
        inTurn: true,
        probe: available(NAMESPACE, "catalog-primary", {
          "status.readyReplicas": { equals: 1 },
        }),
        timeoutMs: FLAGGER_MS,
        until: "3.21",
        hint: `kubectl get deploy -n ${NAMESPACE}`,
      },
      ...["catalog", "catalog-primary", "catalog-canary"].map((name) => ({
        says: `Flagger has made the Service ${name}`,
        needs: "metrics" as const,
        inTurn: true as const,
        probe: has(`Service/${NAMESPACE}/${name}`, {
          "spec.ports[port=80].targetPort": { equals: 3000 },
        }),
        timeoutMs: FLAGGER_MS,
        until: "3.21" as const,
        hint: describe,
      })),
      routeAtRest("3.20"),
      {
        says: "20 of 20 requests are answered again, by v1",
        needs: "metrics",
        probe: share(20, STORE_URL, FROM_V2, 0, 0, STORE),
        timeoutMs: FLAGGER_MS,
        until: "3.20",
        hint: `kubectl logs -n ${NAMESPACE} deploy/webapp -c istio-proxy --tail 5`,
      },
    ],
    deviation:
      "catalog's number of pods is Flagger's from here on, so it is no field of the lab's any more. What Flagger makes belongs to the Canary: the lab neither declares it nor calls it a drift.",
  },
  {
    id: "3.20",
    type: "M",
    title: "Watch Flagger release v2",
    lesson:
      "Figures decide, not people: success and latency of real requests move the weights, or take them back.",
    commands: [
      POLL_STORE,
      WATCH_CANARY,
      `${showRoute} -w`,
      `${describe} | grep Events: -A20`,
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
        hint: describe,
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
