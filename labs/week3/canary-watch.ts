import { NAMESPACE } from "../apps/app.js";
import type { CommandProbe } from "../checks.js";
import { onHost } from "../probes.js";
import { CURL_STORE } from "./store-calls.js";

const CANARY = `kubectl get canary -n ${NAMESPACE} catalog-release`;

/** How far the release is: its phase and the share of the new version, `Progressing 20`. */
const HOW_FAR = `${CANARY} -o jsonpath='{.status.phase} {.status.canaryWeight}{"\\n"}'`;

/** Requests before each look: without traffic Flagger has nothing to judge by, and gives the release up. */
const REQUESTS = 5;

/**
 * How far the release is, with some requests to webapp before each look. Asked again and again it is both the load
 * that Flagger needs and the report of what it makes of it.
 * @param phases the phases at the end of which there is nothing more to wait for: `Initialized|Succeeded`
 */
export const canaryUnderLoad = (phases: string): CommandProbe =>
  onHost(
    [
      "sh",
      "-c",
      `for i in $(seq ${REQUESTS}); do ${CURL_STORE} -o /dev/null --max-time 5; done; ${HOW_FAR}`,
    ],
    { matches: `^(?:${phases}) 0$` },
  );

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
