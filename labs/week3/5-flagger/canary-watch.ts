import { NAMESPACE } from "../../apps/app.js";
import type { CheckDraft } from "../../checks.js";
import type { CanaryProbe } from "../../probe-kinds.js";
import { has } from "../../probes.js";
import { absent, exactly } from "../../tree.js";
import { ROUTE_KEY } from "../catalog-routing.js";
import { storeTraffic } from "../store-calls.js";

/** How far the release is, with some requests to webapp before each look: both Flagger's load and the report of it. */
export const canary = (...ends: CanaryProbe["ends"]): CanaryProbe => ({
  ...{ kind: "canary", namespace: NAMESPACE, name: "catalog-release", ends },
  under: storeTraffic(5),
});

export const WATCH_FLAGGER = "kubectl logs -f -n istio-system deploy/flagger";

export const DESCRIBE_CANARY = `kubectl describe canary -n ${NAMESPACE} catalog-release`;

/** Flagger needs minutes for what it does: it looks every 45 s. The notes saw 6 for each of both steps. */
export const FLAGGER_MS = 15 * 60_000;

/** Flagger's VirtualService: webapp's requests can be shifted, all others stay with the old version. */
export const routeAtRest: CheckDraft = {
  says: "Flagger's VirtualService gives all of webapp's requests to catalog-primary",
  needs: "metrics",
  inTurn: true,
  probe: has(ROUTE_KEY, {
    spec: {
      http: [
        {
          match: [{ sourceLabels: exactly({ app: "webapp" }) }],
          route: [{ destination: { host: "catalog-primary" }, weight: 100 }],
        },
        { match: absent },
      ],
    },
  }),
  timeoutMs: FLAGGER_MS,
  until: "it changes again",
};

/** What Flagger writes while it releases a version, in its order. */
export const RELEASE_LOG = [
  "New revision detected! Scaling up catalog\\.istioinaction",
  "Starting canary analysis for catalog\\.istioinaction",
  ...[10, 20, 30, 40, 50].map(
    (weight) => `Advance catalog-release\\.istioinaction canary weight ${weight}\\b`,
  ),
  "Copying catalog\\.istioinaction template spec to catalog-primary\\.istioinaction",
  "Routing all traffic to primary",
  "Promotion completed! Scaling down catalog\\.istioinaction",
];
