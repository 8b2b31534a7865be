import { NAMESPACE } from "../apps/app.js";
import { flagger, flaggerKeys } from "../flagger/install.js";
import { available, count, has, lacks } from "../probes.js";
import { all, apply, define, remove } from "../state.js";
import type { Step } from "../week.js";
import { WATCH_FLAGGER } from "./canary-watch.js";
import { CANARY_KEY } from "./catalog-release.js";
import { ROUTE_KEY, SUBSETS_KEY } from "./catalog-routing.js";
import { CURL_STORE, STORE, STORE_URL } from "./store-calls.js";

const SYSTEM = "istio-system";
const KINDS = ["alertproviders", "canaries", "metrictemplates"] as const;

/** What Flagger wants to own, and until when it is gone. */
const HANDED_OVER = [
  [ROUTE_KEY, "3.19"],
  [SUBSETS_KEY, "3.22"],
  [`Service/${NAMESPACE}/catalog`, "3.19"],
  [`Deployment/${NAMESPACE}/catalog-v2`, "3.22"],
] as const;

/** Phase E, first part: Flagger gets what it needs (weeks/week3.md 5). */
export const phaseEFlagger: readonly Step[] = [
  {
    id: "3.17",
    type: "M",
    title: "Hand the routing over",
    lesson:
      "Flagger makes Service, DestinationRules and VirtualService itself; two owners would fight.",
    commands: [
      `kubectl get deploy,svc,ep -n ${NAMESPACE}`,
      `kubectl get gw,vs,dr -n ${NAMESPACE}`,
      `${CURL_STORE} -i`,
    ],
    patch: remove(...HANDED_OVER.map(([key]) => key)),
    checks: [
      ...HANDED_OVER.map(([key, until]) => ({
        says: `There is no ${key.replace(/\/.*\//, " ")}`,
        needs: "objects" as const,
        probe: lacks(key),
        until,
        hint: `kubectl get vs,dr,svc,deploy -n ${NAMESPACE}`,
      })),
      {
        says: "webapp finds no catalog and answers with 500",
        needs: "traffic",
        probe: {
          kind: "http",
          url: STORE_URL,
          ...STORE,
          status: 500,
          body: "error calling Catalog service",
        },
        until: "3.19",
        hint: `kubectl get svc -n ${NAMESPACE}`,
      },
    ],
    deviation:
      "The Deployment catalog stays as it is, service account included: it is what Flagger will watch.",
  },
  {
    id: "3.18",
    type: "M",
    title: "Install Flagger",
    lesson: "A controller beside the mesh: it reads Prometheus and writes weights.",
    commands: [
      "kubectl get crd | grep flagger",
      `kubectl get pod -n ${SYSTEM} -l app.kubernetes.io/name=flagger`,
      `kubectl get secret -n ${SYSTEM} | grep flagger-token`,
      WATCH_FLAGGER,
    ],
    patch: all(define("flagger"), apply("flagger", ...flagger)),
    checks: [
      ...KINDS.map((kind) => ({
        says: `The kind ${kind}.flagger.app is defined`,
        needs: "objects" as const,
        probe: has(`CustomResourceDefinition/${kind}.flagger.app`, {
          "status.conditions[type=Established].status": { equals: "True" },
        }),
        until: "3.31" as const,
        hint: `kubectl get crd ${kind}.flagger.app -o yaml`,
      })),
      {
        says: "Flagger is available and works with Istio",
        needs: "objects",
        probe: available(SYSTEM, "flagger", {
          "spec.template.spec.containers[name=flagger].command": {
            contains: "-mesh-provider=istio",
          },
        }),
        timeoutMs: 120_000,
        until: "3.21",
        hint: `kubectl logs -n ${SYSTEM} deploy/flagger`,
      },
      {
        says: "Kubernetes 1.23 made one token for its account",
        needs: "node",
        probe: count("secrets", 1, { namespace: SYSTEM, named: "^flagger-token-" }),
        until: "3.21",
        hint: "From Kubernetes 1.24 on tokens are made when they are asked for.",
      },
    ],
    deviation:
      "Version 1.41.0 is pinned; the notes took the newest chart and the definitions of the main branch. The chart's objects are written by the lab, so that each shows up in a preview: without its rights for other meshes and without the misspelt metricServer, whose default is the same address.",
  },
];

/** What is gone with Flagger, and until when. */
const GONE = [
  [`Deployment/${SYSTEM}/flagger`, "3.31"],
  [CANARY_KEY, "3.31"],
  [`Deployment/${NAMESPACE}/catalog`, "3.22"],
  [`Deployment/${NAMESPACE}/catalog-primary`, "3.31"],
  [`Service/${NAMESPACE}/catalog`, "3.22"],
  [ROUTE_KEY, "3.22"],
  [`DestinationRule/${NAMESPACE}/catalog-primary`, "3.31"],
] as const;

/** Phase E, last step: Flagger goes, and all that it made with it. */
export const phaseERemoval: readonly Step[] = [
  {
    id: "3.21",
    type: "M",
    title: "Remove Flagger",
    lesson: "What Flagger made belongs to the Canary, so Kubernetes deletes it together with that.",
    commands: [`kubectl get deploy,svc,vs,dr -n ${NAMESPACE}`, "kubectl get crd | grep flagger"],
    patch: remove(CANARY_KEY, `Deployment/${NAMESPACE}/catalog`, ...flaggerKeys),
    checks: [
      ...GONE.map(([key, until]) => ({
        says: `There is no ${key.replace(/\/.*\//, " ")}`,
        needs: "objects" as const,
        probe: lacks(key),
        timeoutMs: 60_000,
        until,
        hint: `kubectl get deploy,svc,vs,dr -n ${NAMESPACE} -o yaml | grep -A5 ownerReferences`,
      })),
      {
        says: "webapp's Gateway and VirtualService are the only routing left",
        needs: "objects",
        probe: count("virtualservices.networking.istio.io", 1, { namespace: NAMESPACE }),
        until: "3.22",
        hint: `kubectl get gw,vs -n ${NAMESPACE}`,
      },
    ],
    deviation: "The definitions stay, as after helm uninstall; step 3.31 takes them away.",
  },
];
