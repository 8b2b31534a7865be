import { NAMESPACE } from "../apps/app.js";
import type { Check } from "../checks.js";
import type { ObjectProbe } from "../probe-kinds.js";
import { has } from "../probes.js";
import type { StepId } from "../week.js";
import { allOf, cluster, SHOW_CLUSTER, showCounters } from "./proxies.js";
import { RULE_KEY, SHOW_RULE } from "./simple-routing.js";

const limitsAre = (requests: number, pending: number): ObjectProbe =>
  has(RULE_KEY, {
    "spec.trafficPolicy.connectionPool": {
      equals: {
        tcp: { maxConnections: 1 },
        http: {
          http1MaxPendingRequests: pending,
          http2MaxRequests: requests,
          maxRequestsPerConnection: 1,
          maxRetries: 1,
        },
      },
    },
  });

/** The rule has these limits, and the proxy has them too. */
export const limits = (requests: number, pending: number, until: StepId): readonly Check[] => [
  {
    says: `One connection; ${requests} under way and ${pending} waiting are allowed`,
    needs: "objects",
    probe: limitsAre(requests, pending),
    until,
    hint: SHOW_RULE,
  },
  {
    says: "simple-web's proxy keeps to these limits",
    needs: "mesh",
    probe: cluster({
      matches: allOf(
        '"maxConnections": 1,',
        `"maxPendingRequests": ${pending},`,
        `"maxRequests": ${requests},`,
        '"maxRetries": 1,',
        '"maxRequestsPerConnection": 1\\b',
      ),
    }),
    until,
    hint: SHOW_CLUSTER,
  },
];

/** Where what is too much shows: in simple-web's proxy, its log and its counters. */
export const SHOW_WEB_LOG = `kubectl logs -n ${NAMESPACE} deploy/simple-web -c istio-proxy --tail 20`;
export const SHOW_OVERFLOW = showCounters("overflow");

/** Requests that were turned away. A later Envoy than Istio 1.17's counts those apart that had no place under way. */
export const TURNED_AWAY = "\\.upstream_rq_(?:pending|active)_overflow";
