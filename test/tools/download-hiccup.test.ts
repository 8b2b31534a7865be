import { readFile } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { ensureTools } from "../../tools/ensure.js";
import { networkFetch } from "../../lib/fetch.js";
import type { ToolName } from "../../tools/tool.js";
import { Bench, fakeUnit, Releases, sha256 } from "./fixture.js";

const drill = ["drill"] as unknown as readonly ToolName[];
const url = "https://release.test/drill";
const release = { tools: ["drill"], url, vouchers: [{ checksums: `${url}.sha256` }] };
const sleep = (): Promise<void> => Promise.resolve();

describe("a host that hiccups", () => {
  it("is asked again, says so, and gives the released tool", async () => {
    await using bench = await Bench.create();
    let asked = 0;
    await using releases = await Releases.serve({
      [`${url}.sha256`]: sha256("released"),
      [url]: (_request, response) => {
        asked += 1;
        if (asked === 1) response.writeHead(503).end();
        else response.end("released");
      },
    });
    const context = bench.context([fakeUnit({ releases: [release] })], {
      fetch: releases.fetch,
      sleep,
    });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found?.source).toBe("download");
    expect(await readFile(found?.path ?? "", "utf8")).toBe("released");
    expect(bench.said[0]).toBe("drill 1.0.0: HTTP 503; try 2 of 3 in 1.0 s");
  });

  it("is not given up for the other files of the same run", async () => {
    await using bench = await Bench.create();
    const other = "https://release.test/other";
    await using releases = await Releases.serve({
      [url]: (_request, response) => void response.writeHead(503).end(),
      [`${url}.sha256`]: sha256("released"),
      [other]: "released",
    });
    const releasesOf = [release, { ...release, url: other }];
    const context = bench.context([fakeUnit({ releases: releasesOf })], {
      fetch: releases.fetch,
      sleep,
    });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found).toMatchObject({ source: "download", from: other });
  });
});

describe("a proxy that is written wrong", () => {
  it("ends the run before anything is built", async () => {
    await using bench = await Bench.create();
    const fetch = networkFetch({ https_proxy: "ftp://proxy.test" });
    const context = bench.context([fakeUnit({ releases: [release] })], { fetch, sleep });
    await expect(ensureTools(drill, context)).rejects.toMatchObject({ code: "bad-proxy" });
  });
});
