import { describe, expect, it } from "@jest/globals";
import { host, passes, pretty } from "../../support/printed.js";
import { commandOf } from "./chapter6.js";

const CLUSTER = "outbound|80||simple-backend.istioinaction.svc.cluster.local";

const cluster = (fields: object): string =>
  pretty([{ name: CLUSTER, type: "EDS", ...fields, metadata: {} }]);

const outlier = (baseEjectionTime: string): string =>
  cluster({
    outlierDetection: {
      consecutive5xx: 1,
      interval: "5s",
      baseEjectionTime,
      maxEjectionPercent: 100,
      enforcingConsecutive5xx: 100,
      enforcingSuccessRate: 0,
    },
  });

const thresholds = (maxRequests: number, maxPendingRequests: number): string =>
  cluster({
    circuitBreakers: {
      thresholds: [
        { maxConnections: 1, maxPendingRequests, maxRequests, maxRetries: 1, trackRemaining: true },
      ],
    },
    typedExtensionProtocolOptions: {
      http: { commonHttpProtocolOptions: { maxRequestsPerConnection: 1 } },
    },
  });

/** Endpoints, one for each word. */
const endpoints = (...checks: readonly ("OK" | "FAILED")[]): string =>
  pretty([{ name: CLUSTER, hostStatuses: checks.map((check) => host(8080, check)) }]);

/** Endpoints by zone and priority. Envoy leaves a priority of 0 out. */
const zones = (...hosts: readonly (readonly [zone: string, priority: number])[]): string =>
  pretty([
    {
      name: CLUSTER,
      hostStatuses: hosts.map(([zone, priority]) =>
        host(8080, "OK", {
          ...(priority === 0 ? {} : { priority }),
          locality: { region: "us-west1", zone: `us-west1-${zone}` },
        }),
      ),
    },
  ]);

const route = (fields: object): string =>
  pretty([
    { virtualHosts: [{ routes: [{ route: { cluster: CLUSTER, timeout: "0s", ...fields } }] }] },
  ]);

const retries = (retryOn: string, codes: readonly number[], more: object = {}): string =>
  route({
    retryPolicy: {
      retryOn,
      numRetries: 2,
      retryHostPredicate: [{ name: "envoy.retry_host_predicates.previous_hosts" }],
      hostSelectionRetryMaxAttempts: "5",
      ...(codes.length === 0 ? {} : { retriableStatusCodes: codes }),
      ...more,
    },
  });
const DEFAULT = "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";
const LISTED = "5xx,retriable-status-codes";

const calls = (...lines: readonly string[]): string => lines.join("\n");
const repeat = (count: number, line: string): string[] => Array<string>(count).fill(line);
const quick = (count: number): string[] => repeat(count, "200 0.174123");
const slow = (count: number): string[] => repeat(count, "200 1.032874");

const answer = (code: number, backend: object): string =>
  JSON.stringify({ name: "simple-web", upstream_calls: [backend], code }, undefined, 2);
const well = (n: number): string =>
  answer(200, { body: `Hello from simple-backend-${n}`, code: 200 });
const badly = (upstream: number, headers: object = {}): string =>
  answer(500, {
    headers,
    code: upstream,
    error: `Error processing upstream request: http://simple-backend:80//, expected code 200, got ${upstream}`,
  });

const counters = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `cluster.${CLUSTER}.${name}: ${value}`)
    .join("\n");
/** @param active counted apart by later Envoys only. */
const overflows = (cx: number, pending: number, active?: number): string =>
  counters({
    ...(active === undefined ? {} : { upstream_rq_active_overflow: active }),
    upstream_cx_overflow: cx,
    upstream_cx_pool_overflow: 0,
    upstream_rq_pending_overflow: pending,
    upstream_rq_retry_overflow: 0,
  });
const retried = (tried: number, succeeded: number): string =>
  counters({
    upstream_rq_retry: tried,
    upstream_rq_retry_backoff_exponential: tried,
    upstream_rq_retry_limit_exceeded: 0,
    upstream_rq_retry_success: succeeded,
  });

const backendPod = (deployment: string, value: string): object => ({
  metadata: { name: `${deployment}-5f44bd9c6b-x` },
  spec: {
    containers: [
      { name: "istio-proxy", env: [] },
      { name: "simple-backend", env: [{ name: "TIMING_50_PERCENTILE", value }] },
    ],
  },
});
const delays = (first: string, second: string): string =>
  pretty({
    kind: "List",
    items: [
      backendPod("simple-backend-1", first),
      backendPod("simple-backend-2", second),
      backendPod("simple-backend-2", "150ms"),
    ],
  });
const sampling = (value: number): string => pretty([{ tracing: { randomSampling: { value } } }]);
const patched = (attempts: number): string =>
  pretty({
    kind: "VirtualService",
    spec: {
      hosts: ["simple-backend"],
      http: [
        {
          route: [{ destination: { host: "simple-backend" } }],
          retries: {
            attempts,
            perTryTimeout: "300ms",
            retryOn: "gateway-error,connect-failure,retriable-4xx",
            retryRemoteLocalities: true,
          },
        },
      ],
    },
  });

/** Step, a part of the check's sentence, an output that it accepts and one that it does not. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  ["3.32", "three endpoints", endpoints("OK", "OK", "OK"), endpoints("OK", "OK", "FAILED")],
  ["3.32", "Istio's default", cluster({ lbPolicy: "LEAST_REQUEST" }), cluster({})],
  ["3.33", "no lbPolicy", cluster({}), cluster({ lbPolicy: "LEAST_REQUEST" })],
  ["3.34", "less than half", "200 0.171", "200 0.503"],
  ["3.34", "at hand", "1.69.4", "command not found"],
  ["3.35", "exactly one", delays("1000ms", "150ms"), delays("1000ms", "1000ms")],
  ["3.35", "exactly one", delays("1000ms", "150ms"), delays("150ms", "1000ms")],
  ["3.35", "between 3 and 11", calls(...quick(17), ...slow(3)), calls(...quick(18), ...slow(2))],
  ["3.35", "between 3 and 11", calls(...slow(11), ...quick(9)), calls(...slow(12), ...quick(8))],
  ["3.35", "between 3 and 11", calls(...slow(4)), calls(...slow(4), "503 0.002")],
  ["3.37", "at random", cluster({ lbPolicy: "RANDOM" }), cluster({})],
  [
    "3.38",
    "LEAST_REQUEST",
    cluster({ lbPolicy: "LEAST_REQUEST" }),
    cluster({ lbPolicy: "RANDOM" }),
  ],
  ["3.40", "has these values", outlier("30s"), outlier("5s")],
  [
    "3.40",
    "zone a comes first",
    zones(["a", 0], ["b", 1], ["b", 1]),
    zones(["a", 0], ["b", 0], ["b", 0]),
  ],
  [
    "3.40",
    "zone a comes first",
    zones(["b", 1], ["a", 0], ["b", 1]),
    zones(["a", 1], ["b", 1], ["b", 1]),
  ],
  ["3.41", "some are answered", [badly(500), well(2)].join(""), badly(500)],
  ["3.41", "is ejected", endpoints("FAILED", "OK", "OK"), endpoints("OK", "OK", "OK")],
  ["3.43", "within half", calls(...quick(10)), calls(...quick(9), ...slow(1))],
  ["3.44", "more than a second", calls(...quick(15), ...slow(5)), calls(...quick(20))],
  ["3.44", "more than a second", calls(...quick(15), ...slow(5)), calls(...slow(5), "500 0.524")],
  ["3.45", "has the timeout", route({ timeout: "0.500s" }), route({})],
  ["3.45", "none takes longer", calls(...quick(15), "500 0.524"), calls(...quick(20))],
  ["3.45", "none takes longer", calls("500 0.524"), calls("500 0.524", ...slow(1))],
  ["3.46", "tried again", route({ timeout: "0.500s" }), retries(DEFAULT, [503])],
  ["3.47", "answered 503", [well(2), badly(503)].join(""), badly(500)],
  ["3.48", "twice more", retries(DEFAULT, [503]), route({})],
  ["3.49", "four fields", patched(2), patched(3)],
  ["3.50", "only code", retries(DEFAULT, [503]), retries(LISTED, [408, 400])],
  ["3.50", "answered 500", badly(500), badly(503)],
  ["3.51", "proxy", retries("5xx", []), retries(DEFAULT, [503])],
  ["3.52", "answered 408", badly(408), badly(500)],
  [
    "3.53",
    "50 ms later",
    retries(LISTED, [408, 400], { retryBackOff: { baseInterval: "0.050s" } }),
    retries(LISTED, [], { retryBackOff: { baseInterval: "0.050s" } }),
  ],
  ["3.54", "traces every", sampling(100), sampling(1)],
  ["3.55", "Three of three", calls(...slow(3)), calls(...slow(2), ...quick(1))],
  ["3.57", "keeps to these", thresholds(1, 1), cluster({})],
  ["3.58", "four counters", overflows(0, 0), overflows(3, 0)],
  ["3.58", "four counters", overflows(0, 0), counters({ upstream_cx_overflow: 0 })],
  ["3.59", "five requests", overflows(56, 18), overflows(56, 5)],
  ["3.59", "five requests", overflows(69, 3, 22), overflows(69, 3, 5)],
  ["3.60", "keeps to these", thresholds(2, 1), thresholds(1, 1)],
  ["3.61", "keeps to these", thresholds(2, 2), thresholds(2, 1)],
  ["3.61", "no request was", overflows(45, 0), overflows(45, 1)],
  ["3.61", "no request was", overflows(45, 0, 0), overflows(45, 0, 1)],
  ["3.62", "keeps to these", thresholds(1, 1), thresholds(2, 2)],
  [
    "3.62",
    "overloaded",
    [well(1), badly(503, { "X-Envoy-Overloaded": "true" })].join(""),
    [well(1), badly(503)].join(""),
  ],
  ["3.65", "has these values", outlier("5s"), outlier("30s")],
  [
    "3.65",
    "at least once",
    counters({ "outlier_detection.ejections_enforced_total": 3 }),
    counters({ "outlier_detection.ejections_enforced_total": 0 }),
  ],
  ["3.65", "all three", endpoints("OK", "OK", "OK"), endpoints("FAILED", "OK", "OK")],
  ["3.66", "every one", retried(4, 4), retried(4, 3)],
  ["3.66", "every one", retried(12, 12), retried(0, 0)],
];

describe("the output of a command", () => {
  it.each(CASES)("of step %s, %s: passes and fails as it should", async (id, says, good, bad) => {
    expect(await passes(commandOf(id, says), good)).toBe(true);
    expect(await passes(commandOf(id, says), bad)).toBe(false);
  });
});
