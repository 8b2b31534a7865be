import type { Changes, Variables } from "./environment.js";

/** Hosts of this machine: a lab, its API server and the engine of Pulumi are all there. */
const LOCAL = ["127.0.0.1", "localhost", "::1"];

/** Each program reads one of the two. */
const NAMES = ["NO_PROXY", "no_proxy"];

const PROXY = /^(?:https?|all|ftp)_proxy$/i;

/**
 * Keeps local traffic from going through the user's proxy. Programs in Go leave loopback addresses out by
 * themselves; grpc-js, over which Pulumi's engine and its programs talk, curl and Python do not.
 * Without a proxy nothing changes: kind would take NO_PROXY alone for one.
 */
export function noProxy(env: Variables): Changes {
  const proxies = Object.keys(env).filter((name) => PROXY.test(name) && (env[name] ?? "") !== "");
  // the engine is the only one that is reached by gRPC, and it is local
  const own = Object.keys(env).filter((name) => /^(?:no_)?grpc_proxy$/.test(name));
  if (proxies.length === 0) return { set: {}, unset: own };
  const lists = NAMES.map((name) => hostsIn(env[name] ?? ""));
  // `*` is no proxy for any host; in a list not every program would read it so
  if (lists.some((hosts) => hosts.includes("*"))) return { set: {}, unset: [...proxies, ...own] };
  const [upper = [], lower = []] = lists;
  const list = (hosts: readonly string[], other: readonly string[]): string =>
    // grpc-js does not skip blanks
    [...new Set([...(hosts.length > 0 ? hosts : other), ...LOCAL])].join(",");
  return { set: { NO_PROXY: list(upper, lower), no_proxy: list(lower, upper) }, unset: own };
}

const hostsIn = (list: string): string[] => list.split(/[\s,]+/).filter((host) => host !== "");
