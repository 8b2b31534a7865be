import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DownloadError, networkError, refused } from "./download-error.js";
import { networkFetch, type Answer, type Fetch } from "./fetch.js";
import { withTries } from "./tries.js";

export interface DownloadOptions {
  /** Default: the `fetch` of this machine's network, with the proxies of its environment. */
  readonly fetch?: Fetch;
  /** Time until the first byte of an answer, in ms. Default 20 000: a proxy may read a file before it passes it on. */
  readonly answerMs?: number;
  /** Longest silence while the body comes, in ms. Default 20 000. */
  readonly stallMs?: number;
  /** Called with the bytes so far and, where the server tells it, the whole length. */
  readonly onBytes?: (received: number, total: number | undefined) => void;
  /** Called when it did not work and is tried again: why, the number of the next try, and the wait before it in ms. */
  readonly onRetry?: (error: DownloadError, next: number, waitMs: number) => void;
  /** How often what may pass is tried. Default 3. */
  readonly tries?: number;
  /** Waits between tries. Default: a timer. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/** Shared by all downloads, so that connections are. */
const networkOfThisMachine = networkFetch();

/**
 * Streams a URL into a file and hashes it on the way. What may pass (a reset, a stall, no answer in time, HTTP 429 and
 * 5xx) is tried three times; what won't (an unknown host, HTTP 404) once.
 * @returns the SHA-256 of the content in hex, and its length
 * @throws DownloadError when the network or the server fails; the error of the file system when that fails
 */
export async function download(
  url: string,
  file: string,
  options: DownloadOptions = {},
): Promise<{ sha256: string; bytes: number }> {
  return request(url, options, async (body, total, alive) => {
    const hash = createHash("sha256");
    let received = 0;
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
    return { sha256: hash.digest("hex"), bytes: received };
  });
}

/** Reads a small text, as a checksum file is; tries as often as `download`. @throws DownloadError */
export async function downloadText(url: string, options: DownloadOptions = {}): Promise<string> {
  return request(url, options, async (body, _total, alive) => {
    const parts: Buffer[] = [];
    for await (const part of body as AsyncIterable<Buffer>) {
      alive();
      parts.push(part);
    }
    return Buffer.concat(parts).toString("utf8");
  });
}

type Consume<T> = (body: Readable, total: number | undefined, alive: () => void) => Promise<T>;

function request<T>(url: string, options: DownloadOptions, consume: Consume<T>): Promise<T> {
  const { onRetry, sleep, tries } = options;
  return withTries(() => requestOnce(url, options, consume), {
    again: (error) => (isPassing(error) ? error.waitMs : undefined),
    onWait: (error, next, waitMs) => {
      if (isPassing(error)) onRetry?.(error, next, waitMs);
    },
    sleep,
    tries,
  });
}

const isPassing = (error: unknown): error is DownloadError =>
  error instanceof DownloadError && error.passing;

async function requestOnce<T>(
  url: string,
  options: DownloadOptions,
  consume: Consume<T>,
): Promise<T> {
  const { answerMs = 20_000, stallMs = 20_000 } = options;
  const abort = new AbortController();
  const give = (reason: string, hostDown: boolean) => () => {
    abort.abort(new DownloadError(reason, { hostDown, passing: true }));
  };
  let timer = setTimeout(give(`no answer within ${answerMs / 1000} s`, true), answerMs);
  try {
    const response = await (options.fetch ?? networkOfThisMachine)(url, { signal: abort.signal });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw refused(response);
    }
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(give(`stalled for ${stallMs / 1000} s`, false), stallMs);
    };
    alive();
    return await consume(Readable.fromWeb(response.body), lengthOf(response), alive);
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : networkError(url, error);
  } finally {
    clearTimeout(timer);
  }
}

/** The length is not that of the content when the server compressed it. */
function lengthOf(response: Answer): number | undefined {
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  return Number.isInteger(length) && !response.headers.has("content-encoding") ? length : undefined;
}
