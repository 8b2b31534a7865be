import { NAMESPACE } from "../apps/app.js";
import type { CheckDraft } from "../checks.js";
import { somewhere } from "../tree.js";
import { showCounters, simpleWebProxy } from "./proxies.js";
import { BACKEND_HOST } from "./simple-routing.js";

/** How many requests may be under way and how many may wait, as Envoy calls it. */
interface Thresholds {
  readonly maxRequests: number;
  readonly maxPendingRequests: number;
}

/** simple-web's proxy has the limits of the rule. */
export const proxyKeepsTo = (thresholds: Thresholds): CheckDraft => ({
  says: "simple-web's proxy keeps to these limits",
  probe: simpleWebProxy.clusters(
    BACKEND_HOST,
    [{ circuitBreakers: { thresholds: [{ maxConnections: 1, maxRetries: 1, ...thresholds }] } }],
    somewhere({ maxRequestsPerConnection: 1 }),
  ),
});

/** Where what is too much shows: in simple-web's proxy, its log and its counters. */
export const SHOW_WEB_LOG = `kubectl logs -n ${NAMESPACE} deploy/simple-web -c istio-proxy --tail 20`;
export const SHOW_OVERFLOW = showCounters("overflow");

/** Requests that were turned away. A later Envoy than Istio 1.17's counts those apart that had no place under way. */
export const TURNED_AWAY = "\\.upstream_rq_(?:pending|active)_overflow";
