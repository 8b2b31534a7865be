import { UsageError } from "./errors.js";

/** The proxies that downloads go through. */
export interface Proxies {
  /** For `http:` URLs; empty: none. */
  readonly http: string;
  /** For `https:` URLs; empty: that for `http:`, if there is one. */
  readonly https: string;
  /** Hosts that are asked directly, comma-separated: NO_PROXY, and always this machine. */
  readonly direct: string;
}

/** Whatever a proxy is for, this machine is not behind it. */
const THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"];

const PROTOCOLS = new Set(["http:", "https:", "socks5:", "socks:"]);

/**
 * Reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY. As everywhere, the lower-case name wins, a host without `http://`
 * is one, and `NO_PROXY=*` is for all hosts. Node itself reads them from 22.21 on, and only when asked to.
 * @returns undefined where no proxy is set
 * @throws UsageError `bad-proxy`
 */
export function proxiesOf(env: NodeJS.ProcessEnv): Proxies | undefined {
  const http = proxyIn(env, "HTTP_PROXY");
  const https = proxyIn(env, "HTTPS_PROXY");
  if (http === "" && https === "") return undefined;
  const asked = valueOf(env, "NO_PROXY").split(/[,\s]+/);
  const direct = asked.includes("*") ? "*" : [...asked, ...THIS_MACHINE].join(",");
  return { http, https, direct };
}

/** An address for people: without a name and a password that may be in it, whatever signs that has. */
export const withoutPassword = (address: string): string =>
  address.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, "$1***@");

const valueOf = (env: NodeJS.ProcessEnv, name: string): string =>
  (env[name.toLowerCase()] ?? env[name] ?? "").trim();

function proxyIn(env: NodeJS.ProcessEnv, name: string): string {
  const value = valueOf(env, name);
  if (value === "") return "";
  const url = value.includes("://") ? value : `http://${value}`;
  if (isProxy(url)) return url;
  const shown = withoutPassword(value);
  throw new UsageError("bad-proxy", `${name} is "${shown}", which is not the address of a proxy.`, {
    next: `export ${name}=http://HOST:PORT (with a password: http://USER:PASSWORD@HOST:PORT)`,
  });
}

function isProxy(text: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    // a "%" in them must begin a code, as %40 for "@"
    decodeURIComponent(username + password);
    return PROTOCOLS.has(protocol) && hostname !== "";
  } catch {
    return false;
  }
}
