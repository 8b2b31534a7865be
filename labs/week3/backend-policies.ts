import type { KubeObject } from "../kube.js";
import { backendRoute, backendRule } from "./simple-routing.js";

/** simple-web's proxy chooses by one of these rules. */
export const balancing = (simple: "ROUND_ROBIN" | "RANDOM" | "LEAST_CONN"): KubeObject =>
  backendRule({ loadBalancer: { simple } });

/** One 5xx answer ejects an endpoint, for so long times the number of its ejections. */
export const ejection = (baseEjectionTime: "30s" | "5s"): KubeObject =>
  backendRule({
    outlierDetection: {
      consecutive5xxErrors: 1,
      interval: "5s",
      baseEjectionTime,
      maxEjectionPercent: 100,
    },
  });

/** How many requests may be under way and may wait, of one caller to all backends. */
interface Limits {
  readonly requests: 1 | 2;
  readonly pending: 1 | 2;
}

/** The circuit breaker: one connection, one request on each, and limits that change. */
export const breaker = ({ requests, pending }: Limits): KubeObject =>
  backendRule({
    connectionPool: {
      tcp: { maxConnections: 1 },
      http: {
        http1MaxPendingRequests: pending,
        http2MaxRequests: requests,
        maxRequestsPerConnection: 1,
        maxRetries: 1,
      },
    },
  });

/** A call that takes longer is given up. */
export const giveUp = backendRoute({ timeout: "0.5s" });

/** Two more tries, for the default reasons: a 503 is one, a 500 is none. */
export const retry = backendRoute({ retries: { attempts: 2 } });

/** Two more tries for any 5xx. */
export const retry5xx = backendRoute({ retries: { attempts: 2, retryOn: "5xx" } });

/** Two more tries, also for the codes that the EnvoyFilter names. */
export const retryListed = backendRoute({
  retries: { attempts: 2, retryOn: "5xx,retriable-status-codes" },
});
