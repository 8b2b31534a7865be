import { readFile } from "node:fs/promises";
import type { RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { DownloadError } from "../../lib/download-error.js";
import { download, downloadText, type DownloadOptions } from "../../lib/download.js";
import { retryAfter } from "../../lib/tries.js";
import { Bench, noNetwork, Releases, sha256 } from "../tools/fixture.js";

const url = "https://release.test/tool";

/** Hiccups as often as asked for, then sends the file. */
const after = (times: number, hiccup: (response: ServerResponse) => void): RequestListener => {
  let asked = 0;
  return (_request, response) => {
    asked += 1;
    if (asked <= times) hiccup(response);
    else response.end("content");
  };
};

const reset = (response: ServerResponse): void => void response.socket?.resetAndDestroy();
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end("sorry");
const cut = (response: ServerResponse): void => {
  response.writeHead(200, { "content-length": "7" }).write("con", () => response.destroy());
};
const stall = (response: ServerResponse): void =>
  void response.writeHead(200, { "content-length": "7" }).write("con");

/** The waits that were asked for, and what was said before them. */
class Waits {
  readonly ms: number[] = [];
  readonly said: string[] = [];
  readonly options = {
    sleep: (ms: number): Promise<void> => {
      this.ms.push(ms);
      return Promise.resolve();
    },
    onRetry: ({ message }: DownloadError, next: number): void => {
      this.said.push(`${next}: ${message}`);
    },
  } satisfies DownloadOptions;
}

/** Longer than a busy machine takes for an answer, in ms. */
const LONG = { answerMs: 10_000, stallMs: 10_000 };

describe("a download that hiccups twice", () => {
  it.each([
    ["is reset", reset, "read ECONNRESET", LONG],
    ["is cut in the middle", cut, "other side closed", LONG],
    ["stalls", stall, "stalled for 0.5 s", { ...LONG, stallMs: 500 }],
    ["is answered with 429", status(429), "HTTP 429", LONG],
    ["is answered with 503", status(503), "HTTP 503", LONG],
    ["gets no answer", () => undefined, "no answer within 0.5 s", { ...LONG, answerMs: 500 }],
  ] as const)("comes whole at the third try when it %s", async (_, hiccup, reason, limits) => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({ [url]: after(2, hiccup) });
    const waits = new Waits();
    const file = join(bench.dir, "tool");
    const got = await download(url, file, { fetch: releases.fetch, ...limits, ...waits.options });
    expect(got).toEqual({ sha256: sha256("content"), bytes: 7 });
    expect(await readFile(file, "utf8")).toBe("content");
    expect(waits.ms).toEqual([1_000, 4_000]);
    expect(waits.said).toEqual([
      expect.stringContaining(`2: ${reason}`),
      expect.stringContaining(`3: ${reason}`),
    ]);
  });

  it("waits as long as the server asks for", async () => {
    const busy = status(429, { "retry-after": "7" });
    await using releases = await Releases.serve({ [url]: after(2, busy) });
    const waits = new Waits();
    await downloadText(url, { fetch: releases.fetch, ...waits.options });
    expect(waits.ms).toEqual([7_000, 7_000]);
  });
});

describe("a download that does not recover", () => {
  it("is given up after the third try", async () => {
    await using releases = await Releases.serve({ [url]: status503 });
    const waits = new Waits();
    const asked = downloadText(url, { fetch: releases.fetch, ...waits.options });
    await expect(asked).rejects.toMatchObject({ message: "HTTP 503", passing: true });
    expect(releases.asked).toHaveLength(3);
  });

  it("does not wait for an hour because a server asks for it", async () => {
    const busy = status(429, { "retry-after": "3600" });
    await using releases = await Releases.serve({ [url]: after(1, busy) });
    const waits = new Waits();
    const asked = downloadText(url, { fetch: releases.fetch, ...waits.options });
    await expect(asked).rejects.toMatchObject({ message: "HTTP 429, asks to wait 60 min 0 s" });
    expect(waits.ms).toEqual([]);
  });

  it("does not wait for GitHub's next hour, but knows that it will pass", async () => {
    const reset = String(Math.round(Date.now() / 1000) + 1800);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    await using releases = await Releases.serve({ [url]: after(1, status(403, headers)) });
    const waits = new Waits();
    const asked = downloadText(url, { fetch: releases.fetch, ...waits.options });
    await expect(asked).rejects.toMatchObject({
      message: expect.stringMatching(/^HTTP 403, asks to wait (29|30) min \d+ s$/),
      passing: true,
    });
    expect(waits.ms).toEqual([]);
  });

  it.each([
    ["is not there", 404],
    ["is forbidden", 403],
  ])("is tried once when it %s", async (_, code) => {
    await using releases = await Releases.serve({ [url]: after(9, status(code)) });
    const waits = new Waits();
    const asked = downloadText(url, { fetch: releases.fetch, ...waits.options });
    await expect(asked).rejects.toMatchObject({ message: `HTTP ${code}`, passing: false });
    expect(releases.asked).toHaveLength(1);
  });

  it("is tried once where there is no network", async () => {
    const waits = new Waits();
    let asked = 0;
    const fetch: typeof noNetwork = (address, init) => {
      asked += 1;
      return noNetwork(address, init);
    };
    await expect(downloadText(url, { fetch, ...waits.options })).rejects.toMatchObject({
      hostDown: true,
      passing: false,
    });
    expect(asked).toBe(1);
  });
});

const status503: RequestListener = (_request, response) => {
  status(503)(response);
};

describe("Retry-After", () => {
  const now = Date.parse("2026-11-26T12:00:00Z");
  it.each([
    ["12", 12_000],
    ["Thu, 26 Nov 2026 12:00:09 GMT", 9_000],
    ["Thu, 26 Nov 2026 11:00:00 GMT", 0],
    ["soon", 0],
    [null, 0],
  ])("%s is %i ms", (header, ms) => {
    expect(retryAfter(header, now)).toBe(ms);
  });
});
