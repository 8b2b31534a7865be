import type { HttpRequest } from "../http-requests.js";
import { ADMIN_PORT, HTTPBIN_CLUSTER, HTTPBIN_PORT, LISTENER_PORT } from "./envoy-config.js";

/** The proxy's admin API, by the container's name. */
export const ADMIN = `http://proxy:${ADMIN_PORT}`;

/** A request to httpbin that goes through the proxy. */
export const throughProxy = (path: string): HttpRequest => ({
  url: `http://proxy:${LISTENER_PORT}${path}`,
});

/** A request straight to httpbin. */
export const toHttpbin = (path: string): HttpRequest => ({
  url: `http://httpbin:${HTTPBIN_PORT}${path}`,
});

/** A request to the proxy's admin API. Only POST changes anything. */
export const toAdmin = (path: string, method: "GET" | "POST" = "GET"): HttpRequest => ({
  url: `${ADMIN}${path}`,
  method,
});

/** A counter of the calls to httpbin: `cluster.httpbin_service.upstream_rq_retry`. */
export const counter = (name: string): string => `cluster.${HTTPBIN_CLUSTER}.${name}`;
