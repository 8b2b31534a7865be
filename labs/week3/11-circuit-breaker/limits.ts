import { NAMESPACE } from "../../apps/app.js";
import type { CheckDraft } from "../../checks.js";
import type { KubeObject } from "../../kube.js";
import { somewhere } from "../../tree.js";
import { showCounters, simpleWebProxy } from "../simple-proxy.js";
import { BACKEND_HOST, backendTrafficPolicy } from "../simple-routing.js";

/** How many requests may wait, and how many may be under way, of one caller to all backends. */
interface Limits {
  readonly http1MaxPendingRequests: 1 | 2;
  readonly http2MaxRequests: 1 | 2;
}

/** The circuit breaker: one connection, one request on each, and limits that change. */
export const connectionPool = (limits: Limits): KubeObject =>
  backendTrafficPolicy({
    connectionPool: {
      tcp: { maxConnections: 1 },
      http: { ...limits, maxRequestsPerConnection: 1, maxRetries: 1 },
    },
  });

/** simple-web's proxy has these limits, in Envoy's words. */
export const proxyKeepsTo = ({
  http1MaxPendingRequests: maxPendingRequests,
  http2MaxRequests: maxRequests,
}: Limits): CheckDraft => ({
  says: "simple-web's proxy keeps to these limits",
  probe: simpleWebProxy.clusters(
    BACKEND_HOST,
    [
      {
        circuitBreakers: {
          thresholds: [{ maxConnections: 1, maxPendingRequests, maxRequests, maxRetries: 1 }],
        },
      },
    ],
    somewhere({ maxRequestsPerConnection: 1 }),
  ),
});

/** Where what is too much shows: in simple-web's proxy, its log and its counters. */
export const SHOW_WEB_LOG = `kubectl logs -n ${NAMESPACE} deploy/simple-web -c istio-proxy --tail 20`;
export const SHOW_OVERFLOW = showCounters("overflow");

/** Requests that were turned away. A later Envoy than Istio 1.17's counts those apart that had no place under way. */
export const TURNED_AWAY = "\\.upstream_rq_(?:pending|active)_overflow";
