import { NAMESPACE } from "../apps/app.js";
import type { CheckDraft } from "../checks.js";
import { allOf, cluster, showCounters } from "./proxies.js";

/** simple-web's proxy has the limits of the rule: so many requests under way, so many that wait. */
export const proxyKeepsTo = (requests: number, pending: number): CheckDraft => ({
  says: "simple-web's proxy keeps to these limits",
  probe: cluster({
    matches: allOf(
      '"maxConnections": 1,',
      `"maxPendingRequests": ${pending},`,
      `"maxRequests": ${requests},`,
      '"maxRetries": 1,',
      '"maxRequestsPerConnection": 1\\b',
    ),
  }),
});

/** Where what is too much shows: in simple-web's proxy, its log and its counters. */
export const SHOW_WEB_LOG = `kubectl logs -n ${NAMESPACE} deploy/simple-web -c istio-proxy --tail 20`;
export const SHOW_OVERFLOW = showCounters("overflow");

/** Requests that were turned away. A later Envoy than Istio 1.17's counts those apart that had no place under way. */
export const TURNED_AWAY = "\\.upstream_rq_(?:pending|active)_overflow";
