import { describe, expect, it } from "@jest/globals";
import { DownloadError } from "../../lib/download-error.js";
import { ensureTools } from "../../tools/ensure.js";
import type { ToolName, Voucher } from "../../tools/tool.js";
import { checksumIn, digestIn, vouchedFor } from "../../tools/vouch.js";
import { Bench, fakeUnit, Releases, sha256 } from "./fixture.js";

const drill = ["drill"] as unknown as readonly ToolName[];
const url = "https://release.test/v1/drill";
const checksums = "https://release.test/v1/SHA256SUMS";
const github = "https://api.test/repos/drill/releases/tags/v1";
const hash = sha256("released");
const digest = (value: string | null): string =>
  JSON.stringify({
    assets: [
      { name: "other", digest: null },
      { name: "drill", digest: value },
    ],
  });

const releaseWith = (...vouchers: Voucher[]) => ({ tools: ["drill"], url, vouchers });
const sleep = (): Promise<void> => Promise.resolve();

describe("a released file", () => {
  it.each([
    ["a pin", { sha256: hash }],
    ["a checksum file", { checksums }],
    ["GitHub's digest", { github }],
  ])("is taken when its sha256 is that of %s", async (_, voucher) => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({
      [url]: "released",
      [checksums]: `${hash}  drill\n`,
      [github]: digest(`sha256:${hash}`),
    });
    const unit = fakeUnit({ releases: [releaseWith(voucher)] });
    const context = bench.context([unit], { fetch: releases.fetch });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found?.source).toBe("download");
  });

  it.each([
    ["pinned", { sha256: sha256("other") }],
    ["published", { checksums }],
    ["published", { github }],
  ])("is refused when another is %s, and this is told", async (how, voucher) => {
    await using bench = await Bench.create();
    const other = sha256("other");
    await using releases = await Releases.serve({
      [url]: "released",
      [checksums]: `${other}  drill\n`,
      [github]: digest(`sha256:${other}`),
    });
    const unit = fakeUnit({ releases: [releaseWith(voucher)] });
    const context = bench.context([unit], { fetch: releases.fetch });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found?.source).toBe("build");
    expect(bench.said[0]).toBe(
      `drill 1.0.0: download ${url} … its sha256 is ${hash}, ${how} is ${other}`,
    );
  });

  it("is not downloaded when nobody vouches for it", async () => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({ [url]: "released", [github]: digest(null) });
    const unit = fakeUnit({ releases: [releaseWith({ checksums }, { github })] });
    const context = bench.context([unit], { fetch: releases.fetch, sleep });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found?.source).toBe("build");
    expect(releases.asked).toEqual([checksums, github]);
    expect(bench.said[0]).toBe(
      `drill 1.0.0: download ${url} … nobody vouches for this file (HTTP 404; GitHub has no sha256 of drill)`,
    );
  });
});

describe("the vouchers of a file", () => {
  const texts = (answers: Record<string, string | DownloadError>) => (asked: string) => {
    const answer = answers[asked] ?? new DownloadError("HTTP 404", { status: 404 });
    return answer instanceof DownloadError ? Promise.reject(answer) : Promise.resolve(answer);
  };

  it("are asked in their order, until one knows", async () => {
    const read = texts({ [github]: digest(`sha256:${hash}`) });
    const release = releaseWith({ checksums }, { github });
    await expect(vouchedFor(release, read)).resolves.toEqual({ sha256: hash, how: "published" });
  });

  it("tell that the network is down rather than that nobody knows", async () => {
    const down = new DownloadError("no network (ENOTFOUND api.test)", { hostDown: true });
    const read = texts({ [github]: down });
    await expect(vouchedFor(releaseWith({ checksums }, { github }), read)).rejects.toBe(down);
  });
});

describe("a checksum file", () => {
  const other = sha256("b");
  it.each([
    ["a bare hash", `${hash}\n`],
    ["a hash and the name", `${hash}  a.tgz\n`],
    ["a hash and the name in binary mode", `${hash} *a.tgz\n`],
    ["many names", `${other}  b.tgz\n${hash}  a.tgz\n`],
    ["many names in this folder", `${other}  ./b.tgz\n${hash}  ./a.tgz\n`],
    ["capitals", hash.toUpperCase()],
  ])("may be %s", (_, text) => {
    expect(checksumIn(text, "a.tgz")).toBe(hash);
  });

  it.each([
    ["lacks the name", `${hash}  b.tgz\n${other}  c.tgz\n`],
    ["is a page in HTML", "<html>not found</html>"],
    ["is of SHA-1", "da39a3ee5e6b4b0d3255bfef95601890afd80709  a.tgz\n"],
  ])("is refused when it %s", (_, text) => {
    expect(() => checksumIn(text, "a.tgz")).toThrow("no published sha256 for a.tgz");
  });
});

describe("GitHub's answer about a release", () => {
  it.each([
    ["has the file without a digest", digest(null), "GitHub has no sha256 of drill"],
    ["has not the file", '{"assets":[]}', "GitHub has no sha256 of drill"],
    ["is a page in HTML", "<html>", "GitHub's answer about the release can't be read"],
    ["is an error", '{"message":"x"}', "GitHub's answer about the release can't be read"],
  ])("is of no use when it %s", (_, text, message) => {
    expect(() => digestIn(text, "drill")).toThrow(message);
  });
});
