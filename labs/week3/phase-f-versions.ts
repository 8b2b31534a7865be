import { NAMESPACE } from "../apps/app.js";
import { catalogV2 } from "../apps/catalog.js";
import { available, has, share } from "../probes.js";
import { all, apply } from "../state.js";
import { FROM_V2, OK } from "../week1/load.js";
import type { Step } from "../week.js";
import { catalogService, catalogV1 } from "./catalog-release.js";
import { meshGetsV1, subsetsStand } from "./catalog-route-checks.js";
import { catalogRoute, onlyV1, SHOW_ROUTE, subsets } from "./catalog-routing.js";
import { accessLog, accessLogSpec } from "./mesh-objects.js";
import { countV2, POLL_STORE, STORE, STORE_URL, storeTraffic } from "./store-calls.js";
import { sidecarOf } from "./store-proxies.js";

/** Phase F, first part: both versions again, and a log of who is asked (weeks/week3.md 5). */
export const phaseFVersions: readonly Step[] = [
  {
    id: "3.22",
    type: "M",
    title: "Deploy both versions again, v1 for all",
    lesson: "Mirroring starts like any careful release: v2 is there, and nobody is served by it.",
    commands: [
      `kubectl get deploy,svc,ep -n ${NAMESPACE} -o wide`,
      `kubectl get gw,vs,dr -n ${NAMESPACE}`,
      POLL_STORE,
      countV2(100),
    ],
    patch: all(
      apply("catalog", catalogService, catalogV1, catalogV2),
      apply("routing", subsets, catalogRoute(onlyV1)),
    ),
    checks: [
      ...["catalog", "catalog-v2"].map((name) => ({
        says: `${name} is available with one pod`,
        needs: "objects" as const,
        probe: available(NAMESPACE, name, { "status.readyReplicas": { equals: 1 } }),
        timeoutMs: 120_000,
        until: "3.31" as const,
        hint: `kubectl describe deploy -n ${NAMESPACE} ${name}`,
      })),
      subsetsStand("both subsets", "3.31"),
      meshGetsV1("3.24"),
      {
        says: "20 of 20 requests are answered with 200",
        needs: "traffic",
        probe: share(20, STORE_URL, OK, 1, 1, STORE),
        until: "3.31",
        hint: `kubectl logs -n ${NAMESPACE} deploy/webapp -c istio-proxy --tail 5`,
      },
      {
        says: "None of 100 answers has images",
        needs: "traffic",
        probe: share(100, STORE_URL, FROM_V2, 0, 0, STORE),
        until: "3.31",
        hint: SHOW_ROUTE,
      },
    ],
    deviation:
      "catalog's account of step 3.3 stays, but its new Deployment runs under the default one, as in the notes' manifest.",
  },
  {
    id: "3.23",
    type: "M",
    title: "Log the requests of catalog too",
    lesson:
      "With both logs open, each request can be followed from the caller's proxy to the callee's.",
    commands: [
      `kubectl get telemetry -n ${NAMESPACE}`,
      `kubectl logs -n ${NAMESPACE} -l app=catalog,version=v1 -c istio-proxy -f`,
      `kubectl logs -n ${NAMESPACE} -l app=catalog,version=v2 -c istio-proxy -f`,
    ],
    patch: apply("routing", accessLog("catalog")),
    checks: [
      {
        says: "Telemetry catalog switches Envoy's access log on for app=catalog",
        needs: "objects",
        probe: has(`Telemetry/${NAMESPACE}/catalog`, {
          spec: { equals: accessLogSpec("catalog") },
        }),
        until: "3.31",
        hint: `kubectl get telemetry -n ${NAMESPACE} catalog -o yaml`,
      },
      {
        says: "The proxy of catalog v1 logs each request",
        needs: "traffic",
        probe: {
          kind: "log",
          in: sidecarOf("catalog"),
          matches: '"GET /items',
          atLeast: 5,
          after: storeTraffic(5),
        },
        until: "3.31",
        hint: `kubectl logs -n ${NAMESPACE} deploy/catalog -c istio-proxy --tail 5`,
      },
    ],
    deviation:
      "Of two -l options only the last counts, as one sees in the notes' last commands; here both labels stand in one.",
  },
];
