import { NAMESPACE } from "../apps/app.js";
import { has, share } from "../probes.js";
import { apply } from "../state.js";
import { FROM_V2 } from "../week1/load.js";
import type { Step } from "../week.js";
import { meshGetsV1, subsetsStand } from "./catalog-route-checks.js";
import {
  catalogRoute,
  catalogRouteSpec,
  darkLaunch,
  onlyV1,
  ROUTE_KEY,
  SHOW_ROUTE,
  subsets,
} from "./catalog-routing.js";
import { INTERNAL, POLL_STORE, POLL_STORE_INTERNAL, STORE, STORE_URL } from "./store-calls.js";
import {
  CATALOG_PROXY,
  dump,
  INGRESS,
  inOrder,
  showDump,
  STEERED,
  WEBAPP,
} from "./store-proxies.js";

const SHOW_ROUTES = showDump("routes", WEBAPP, "--name", "80", "-o", "json");
const asInternal = { headers: { ...STORE.headers, ...INTERNAL } };

/** Phase C, second half: rules for the calls within the mesh (weeks/week3.md 5). */
export const phaseCRouting: readonly Step[] = [
  {
    id: "3.12",
    type: "M",
    title: "Send every call within the mesh to v1",
    lesson: "The gateway `mesh` stands for all sidecars, and for none of the gateways at the edge.",
    commands: [
      `kubectl get vs -n ${NAMESPACE}`,
      POLL_STORE,
      `kubectl logs -n ${NAMESPACE} -l app=webapp -c istio-proxy -f`,
      showDump("routes", WEBAPP, "--name", "80"),
      SHOW_ROUTES,
      showDump("routes", INGRESS),
    ],
    patch: apply("routing", subsets, catalogRoute(onlyV1)),
    checks: [
      subsetsStand("the subsets again", "3.17"),
      meshGetsV1("3.13"),
      ...[
        { name: "webapp", proxy: WEBAPP },
        { name: "catalog", proxy: CATALOG_PROXY },
      ].map(({ name, proxy }) => ({
        says: `The proxy of ${name} steers calls to catalog by it`,
        needs: "mesh" as const,
        probe: dump("routes", proxy, ["--name", "80"], { matches: STEERED }),
        until: "3.17" as const,
        hint: showDump("routes", proxy, "--name", "80"),
      })),
      {
        says: "The gateway's does not",
        needs: "mesh",
        probe: dump("routes", INGRESS, [], {
          matches: "webapp-virtualservice\\.istioinaction",
          lacks: "\\scatalog\\.istioinaction\\s*$",
        }),
        until: "3.31",
        hint: "A VirtualService for the gateway names it among its gateways.",
      },
      {
        says: "None of 30 answers has images",
        needs: "traffic",
        probe: share(30, STORE_URL, FROM_V2, 0, 0, STORE),
        until: "3.15",
        hint: SHOW_ROUTE,
      },
      {
        says: "Nor has one of 30 to the staff: no route looks at the header yet",
        needs: "traffic",
        probe: share(30, STORE_URL, FROM_V2, 0, 0, asInternal),
        until: "3.13",
        hint: SHOW_ROUTE,
      },
    ],
  },
  {
    id: "3.13",
    type: "M",
    title: "Dark launch inside the mesh",
    lesson: "It works two hops deep because webapp copies the header to its own call.",
    commands: [POLL_STORE, POLL_STORE_INTERNAL, SHOW_ROUTES],
    patch: apply("routing", catalogRoute(darkLaunch)),
    checks: [
      {
        says: "VirtualService catalog has two routes, the first for the header x-istio-cohort: internal",
        needs: "objects",
        probe: has(ROUTE_KEY, { spec: { equals: catalogRouteSpec(darkLaunch) } }),
        until: "3.14",
        hint: SHOW_ROUTE,
      },
      {
        says: "webapp's proxy has the header's route before the other",
        needs: "mesh",
        probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
          matches: inOrder('"exact": "internal"', "version-v2", "version-v1"),
        }),
        until: "3.14",
        hint: SHOW_ROUTES,
      },
      {
        says: "All of 20 answers to the staff have images",
        needs: "traffic",
        probe: share(20, STORE_URL, FROM_V2, 1, 1, asInternal),
        until: "3.14",
        hint: "An application that drops unknown headers breaks every dark launch behind it.",
      },
    ],
  },
];
