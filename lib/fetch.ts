import type { ReadableStream } from "node:stream/web";
import type { Dispatcher } from "undici";
import { trusted } from "./certificates.js";
import { proxiesOf } from "./proxy.js";

/** The part of an answer that is used here. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null; has(name: string): boolean };
  readonly body: ReadableStream | null;
}

/** The part of `fetch` that is used here; tests pass one that stays on this machine. */
export type Fetch = (url: string, init: { readonly signal: AbortSignal }) => Promise<Answer>;

/** Time to connect to a host, all its addresses together, in ms. */
const CONNECT_MS = 8_000;

/** Time for each of its addresses, in ms. Node's default of 250 is too short for another continent (nodejs/node#54359). */
const ADDRESS_MS = 2_000;

/**
 * The `fetch` for downloads: through the proxies of the environment, trusting the CAs that it names. It is undici's
 * own, since the one in Node takes a dispatcher of its own version only.
 * The first call throws UsageError `bad-proxy` or `bad-certificates` where a setting can't be used.
 */
export function networkFetch(env: NodeJS.ProcessEnv = process.env): Fetch {
  let dispatcher: Promise<Dispatcher> | undefined;
  return async (url, init) => {
    dispatcher ??= dispatcherFor(env);
    const { fetch } = await undici();
    return fetch(url, { ...init, dispatcher: await dispatcher });
  };
}

/** Loaded at the first download: no other command needs it. In a compiled program it has its default export only. */
const undici = async () => (await import("undici")).default;

async function dispatcherFor(env: NodeJS.ProcessEnv): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await undici();
  const secureContext = trusted(env);
  const connect = {
    timeout: CONNECT_MS,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
    ...(secureContext === undefined ? {} : { secureContext }),
  };
  const proxies = proxiesOf(env);
  if (proxies === undefined) return new Agent({ connect });
  return new EnvHttpProxyAgent({
    httpProxy: proxies.http,
    httpsProxy: proxies.https,
    noProxy: proxies.direct,
    connect,
    proxyTls: connect,
    requestTls: connect,
    // a plain request goes to the proxy as it is: many allow CONNECT to port 443 only
    proxyTunnel: false,
  });
}
