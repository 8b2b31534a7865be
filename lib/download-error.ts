import type { Answer } from "./fetch.js";
import { duration } from "./progress.js";
import { retryAfter } from "./tries.js";

interface Details {
  readonly hostDown?: boolean;
  readonly status?: number;
  readonly passing?: boolean;
  readonly waitMs?: number;
  readonly next?: string;
  readonly cause?: unknown;
}

/** A download that did not work, with a reason short enough for one line. */
export class DownloadError extends Error {
  /** Nothing of use answered at this host: asking it again in the same run would only cost time. */
  readonly hostDown: boolean;
  /** The status of an answer that was not 2xx. */
  readonly status: number | undefined;
  /** A hiccup: it may work a moment later. */
  readonly passing: boolean;
  /** How long the server asks to be left alone, in ms. */
  readonly waitMs: number;
  /** The command that helps, where one does. */
  readonly next: string | undefined;

  constructor(reason: string, details: Details = {}) {
    super(reason, { cause: details.cause });
    this.name = "DownloadError";
    this.hostDown = details.hostDown ?? false;
    this.status = details.status;
    this.passing = details.passing ?? false;
    this.waitMs = details.waitMs ?? 0;
    this.next = details.next;
  }
}

/** An answer that is no file. Too many requests and faults of the server pass; what isn't there stays away. */
export function refused({ status, headers }: Answer): DownloadError {
  if (status === 407) return needsPassword();
  // GitHub says so to an address that has asked 60 times in an hour
  const limited = status === 403 && headers.get("x-ratelimit-remaining") === "0";
  const passing = limited || status === 408 || status === 429 || status >= 500;
  const asked = limited ? resetOf(headers) : headers.get("retry-after");
  const waitMs = passing ? retryAfter(asked) : 0;
  const wait = waitMs > 0 ? `, asks to wait ${duration(waitMs)}` : "";
  return new DownloadError(`HTTP ${status}${wait}`, { status, passing, waitMs });
}

/** When GitHub answers again, as the date that `Retry-After` may be. */
function resetOf(headers: Answer["headers"]): string | null {
  const seconds = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  return Number.isNaN(seconds) ? null : new Date(seconds * 1000).toUTCString();
}

const needsPassword = (): DownloadError =>
  new DownloadError("the proxy wants a user name and a password (HTTP 407)", {
    status: 407,
    hostDown: true,
    next: "export HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
  });

/** No way to the host, and none in a second's time either: a machine without a network must notice at once. */
const UNREACHABLE = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ENETUNREACH",
  "ENETDOWN",
  "EHOSTUNREACH",
  "EADDRNOTAVAIL",
]);

/** Nothing came back in time: on a slow line it may at the next try. */
const TOO_SLOW = new Set(["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"]);

/** The certificate is good for somebody else's CA. */
const UNTRUSTED = new Set([
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
]);

/** Names for people, of what a wrong clock or a login page in between do. */
const BAD_CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "has expired, or the clock of this machine is wrong",
  CERT_NOT_YET_VALID: "is not valid yet, or the clock of this machine is wrong",
  ERR_TLS_CERT_ALTNAME_INVALID: "is for another host: a login page of the network?",
};

interface NodeCause {
  readonly message?: string;
  readonly code?: string;
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
  readonly cause?: NodeCause;
}

/** `fetch` hides what happened in the cause of a TypeError; anything else is passed on as it is. */
export function networkError(url: string, error: unknown): unknown {
  const { name, cause: outer } = error as { name?: string; cause?: NodeCause };
  if (name !== "TypeError" || outer?.message === undefined) return error;
  // one level deeper: undici takes a tunnel that was not made for a request that was cancelled
  const cause = outer.cause?.code === "UND_ERR_ABORTED" ? outer.cause : outer;
  const { code = "" } = cause;
  const where = [code, whereOf(cause)].filter((word) => word !== "").join(" ");
  if (UNREACHABLE.has(code))
    return new DownloadError(`no network (${where})`, { hostDown: true, cause: error });
  if (TOO_SLOW.has(code)) {
    const details = { hostDown: true, passing: true, cause: error };
    return new DownloadError(`no connection in time (${code})`, details);
  }
  return badCertificate(url, code) ?? tunnelRefused(cause) ?? hiccup(cause, error);
}

function badCertificate(url: string, code: string): DownloadError | undefined {
  const { host } = new URL(url);
  if (UNTRUSTED.has(code)) {
    const reason = `the certificate of ${host} is not from a known CA (${code}); if your network has its own CA, set NODE_EXTRA_CA_CERTS to its file`;
    const next = "export NODE_EXTRA_CA_CERTS=/path/of/the/ca.pem";
    return new DownloadError(reason, { hostDown: true, next });
  }
  const what = BAD_CERTIFICATE[code];
  if (what === undefined) return undefined;
  return new DownloadError(`the certificate of ${host} ${what} (${code})`, { hostDown: true });
}

/** undici has only this text for a proxy that makes no tunnel. */
function tunnelRefused({ message = "" }: NodeCause): DownloadError | undefined {
  const status = Number(/^Proxy response \((\d+)\)/.exec(message)?.[1] ?? Number.NaN);
  if (message.startsWith("Proxy Authentication Required") || status === 407) return needsPassword();
  if (Number.isNaN(status)) return undefined;
  const passing = status >= 500;
  return new DownloadError(`the proxy does not let it through (HTTP ${status})`, {
    status,
    hostDown: true,
    passing,
  });
}

/** A reset, an answer that ended too early. */
function hiccup({ message = "", code = "" }: NodeCause, cause: unknown): DownloadError {
  const text = message === "" ? code : message;
  return new DownloadError(text, { passing: true, cause });
}

function whereOf({ hostname, address, port }: NodeCause): string {
  if (hostname !== undefined) return hostname;
  return address === undefined ? "" : `${address}:${port ?? ""}`;
}
