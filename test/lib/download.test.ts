import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { DownloadError } from "../../lib/download-error.js";
import { download, downloadText } from "../../lib/download.js";
import { Bench, noNetwork, Releases, sha256 } from "../tools/fixture.js";

const url = "https://release.test/tool";
const sleep = (): Promise<void> => Promise.resolve();

describe("a download", () => {
  it("streams into a file, tells its hash and how far it is", async () => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({ [url]: "content" });
    const file = join(bench.dir, "tool");
    const seen: (number | undefined)[] = [];
    const onBytes = (received: number, total: number | undefined): void => {
      seen.push(received, total);
    };
    const result = await download(url, file, { fetch: releases.fetch, onBytes });
    expect(result).toEqual({ sha256: sha256("content"), bytes: 7 });
    expect(await readFile(file, "utf8")).toBe("content");
    expect(seen.slice(-2)).toEqual([7, 7]);
  });

  it("fails with the status of a refusal, which is no fault of the network", async () => {
    await using releases = await Releases.serve({});
    await expect(downloadText(url, { fetch: releases.fetch })).rejects.toMatchObject({
      message: "HTTP 404",
      status: 404,
      hostDown: false,
    });
  });

  it("fails at once when the host is not known", async () => {
    await expect(downloadText(url, { fetch: noNetwork })).rejects.toMatchObject({
      message: "no network (ENOTFOUND release.test)",
      hostDown: true,
    });
  });

  it("fails when nothing listens", async () => {
    const releases = await Releases.serve({});
    const address = releases.origin;
    await releases[Symbol.asyncDispose]();
    await expect(downloadText(address)).rejects.toMatchObject({
      message: expect.stringContaining("no network (ECONNREFUSED"),
      hostDown: true,
    });
  });

  it("gives up when no answer comes", async () => {
    await using releases = await Releases.serve({ [url]: () => undefined });
    const asked = downloadText(url, { fetch: releases.fetch, answerMs: 50, sleep });
    await expect(asked).rejects.toMatchObject({
      message: "no answer within 0.05 s",
      hostDown: true,
    });
    expect(releases.asked).toHaveLength(3);
  });

  it("gives up when the content stalls", async () => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({
      [url]: (_request, response) => {
        response.writeHead(200, { "content-length": "100" }).write("begin");
      },
    });
    const options = { fetch: releases.fetch, stallMs: 80, sleep };
    const asked = download(url, join(bench.dir, "tool"), options);
    await expect(asked).rejects.toEqual(new DownloadError("stalled for 0.08 s"));
    expect(releases.asked).toHaveLength(3);
  });

  it("does not take a slow but steady server for a stalled one", async () => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({
      [url]: (_request, response) => {
        let left = 6;
        const timer = setInterval(() => {
          response.write("x");
          if (--left === 0) {
            clearInterval(timer);
            response.end();
          }
        }, 50);
      },
    });
    const options = { fetch: releases.fetch, answerMs: 250, stallMs: 250 };
    const result = await download(url, join(bench.dir, "tool"), options);
    expect(result.bytes).toBe(6);
  });

  it("fails when the connection ends too early", async () => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({
      [url]: (_request, response) => {
        response.writeHead(200, { "content-length": "100" }).write("begin");
        setTimeout(() => response.destroy(), 30);
      },
    });
    const options = { fetch: releases.fetch, sleep };
    const asked = download(url, join(bench.dir, "tool"), options);
    await expect(asked).rejects.toBeInstanceOf(DownloadError);
  });

  it("passes on the error of a file that cannot be written", async () => {
    await using releases = await Releases.serve({ [url]: "content" });
    const asked = download(url, "/nowhere/tool", { fetch: releases.fetch });
    await expect(asked).rejects.toMatchObject({ code: "ENOENT" });
  });
});
