import { NAMESPACE } from "../apps/app.js";
import type { CanaryProbe } from "../checks.js";
import { storeTraffic } from "./store-calls.js";

const CANARY = `kubectl get canary -n ${NAMESPACE} catalog-release`;

/** How far the release is, with some requests to webapp before each look: both Flagger's load and the report of it. */
export const canary = (...ends: CanaryProbe["ends"]): CanaryProbe => ({
  ...{ kind: "canary", namespace: NAMESPACE, name: "catalog-release", ends },
  under: storeTraffic(5),
});

/** The two looks of the notes, for a shell. */
export const WATCH_CANARY = `${CANARY} -w`;
export const WATCH_FLAGGER = "kubectl logs -f -n istio-system deploy/flagger";

/** What Flagger writes while it releases a version, in its order (weeks/week3.md 3.20). */
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
