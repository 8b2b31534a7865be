import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** The part of `fetch` that is used here; tests pass one that stays on this machine. */
export type Fetch = (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;

export interface DownloadOptions {
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
  /** Time until the first byte of an answer, in ms. Default 5 000: a refused network must cost seconds. */
  readonly answerMs?: number;
  /** Longest silence while the body comes, in ms. Default 20 000. */
  readonly stallMs?: number;
  /** Called with the bytes so far and, where the server tells it, the whole length. */
  readonly onBytes?: (received: number, total: number | undefined) => void;
}

/** A download that did not work, with a reason short enough for one line. */
export class DownloadError extends Error {
  /** Nothing answered at this host: asking it again would only cost time. */
  readonly hostDown: boolean;
  /** The status of an answer that was not 2xx. */
  readonly status: number | undefined;

  constructor(
    reason: string,
    options: { hostDown?: boolean; status?: number; cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause });
    this.name = "DownloadError";
    this.hostDown = options.hostDown ?? false;
    this.status = options.status;
  }
}

/**
 * Streams a URL into a file and hashes it on the way.
 * @returns the SHA-256 of the content in hex, and its length
 * @throws DownloadError when the network or the server fails; the error of the file system when that fails
 */
export async function download(
  url: string,
  file: string,
  options: DownloadOptions = {},
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let received = 0;
  await request(url, options, async (body, total, alive) => {
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        alive();
        hash.update(chunk);
        received += chunk.length;
        options.onBytes?.(received, total);
        done(null, chunk);
      },
    });
    await pipeline(body, meter, createWriteStream(file));
  });
  return { sha256: hash.digest("hex"), bytes: received };
}

/** Reads a small text, as a checksum file is. @throws DownloadError */
export async function downloadText(url: string, options: DownloadOptions = {}): Promise<string> {
  const parts: Buffer[] = [];
  await request(url, options, async (body, _total, alive) => {
    for await (const part of body as AsyncIterable<Buffer>) {
      alive();
      parts.push(part);
    }
  });
  return Buffer.concat(parts).toString("utf8");
}

type Consume = (body: Readable, total: number | undefined, alive: () => void) => Promise<void>;

async function request(url: string, options: DownloadOptions, consume: Consume): Promise<void> {
  const answerMs = options.answerMs ?? 5_000;
  const stallMs = options.stallMs ?? 20_000;
  const abort = new AbortController();
  const give = (error: DownloadError) => () => {
    abort.abort(error);
  };
  const noAnswer = new DownloadError(`no answer within ${answerMs / 1000} s`, { hostDown: true });
  let timer = setTimeout(give(noAnswer), answerMs);
  try {
    const response = await (options.fetch ?? fetch)(url, { signal: abort.signal });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new DownloadError(`HTTP ${response.status}`, { status: response.status });
    }
    const stalled = new DownloadError(`stalled for ${stallMs / 1000} s`);
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(give(stalled), stallMs);
    };
    alive();
    await consume(Readable.fromWeb(response.body), lengthOf(response), alive);
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : networkError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The length is not that of the content when the server compressed it. */
function lengthOf(response: Response): number | undefined {
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  return Number.isInteger(length) && !response.headers.has("content-encoding") ? length : undefined;
}

const UNREACHABLE = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** `fetch` hides what happened in the cause of a TypeError; anything else is passed on as it is. */
function networkError(error: unknown): unknown {
  const { name, cause } = error as { name?: string; cause?: NodeCause };
  if (name !== "TypeError" || cause?.message === undefined) return error;
  if (cause.code === undefined || !UNREACHABLE.has(cause.code))
    return new DownloadError(cause.message, { cause: error });
  const where = cause.hostname === undefined ? "" : ` ${cause.hostname}`;
  return new DownloadError(`no network (${cause.code}${where})`, { hostDown: true, cause: error });
}

interface NodeCause {
  readonly message?: string;
  readonly code?: string;
  readonly hostname?: string;
}
