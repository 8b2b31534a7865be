import type { Traffic } from "../http-requests.js";

/** webapp through the gateway. Its name is sent as a header: no file of the host has it. */
export const STORE_URL = "http://127.0.0.1:30000/api/catalog";
export const STORE = { headers: { Host: "webapp.istioinaction.io" } } as const;

/** httpbin.org through the gateway (4.35). */
export const HTTPBIN_URL = "http://127.0.0.1:30000/headers";
export const HTTPBIN = { headers: { Host: "httpbin.istioinaction.io" } } as const;

/** The header that makes the gateway trace a request whatever the sampling is (4.38). */
export const FORCE_TRACE = { "x-envoy-force-trace": "true" } as const;

/** So many requests to webapp, which asks catalog for its items, before a check looks. */
export const storeTraffic = (requests: number): Traffic => ({ url: STORE_URL, requests, ...STORE });

/** The addresses of the pages, on the host. */
export const PROMETHEUS = "http://127.0.0.1:30001";
export const GRAFANA = "http://127.0.0.1:30002";
export const KIALI = "http://127.0.0.1:30003/kiali";
export const JAEGER = "http://127.0.0.1:30004/jaeger";

/** Time for two scrapes (15 s each), and for a sidecar that starts again. */
export const METRICS_MS = 120_000;
