import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { exec } from "../../lib/exec.js";
import { ensureTools } from "../../tools/ensure.js";
import type { ToolName } from "../../tools/tool.js";
import { Bench, fakeUnit, Releases, sha256 } from "./fixture.js";

const drill = ["drill"] as unknown as readonly ToolName[];
const url = "https://release.test/v1/drill.tar.gz";
const checksum = `${url}.sha256`;
const release = {
  tools: ["drill"],
  url,
  vouchers: [{ checksums: checksum }],
  members: { "drill-1/bin/drill": "drill/drill" },
};

async function archive(bench: Bench): Promise<Buffer> {
  await bench.file("pack/drill-1/bin/drill", "from the archive");
  const file = join(bench.dir, "drill.tar.gz");
  await exec("tar", ["-czf", file, "-C", join(bench.dir, "pack"), "drill-1"]);
  return readFile(file);
}

describe("a released archive", () => {
  it("is unpacked and its members put in place", async () => {
    await using bench = await Bench.create();
    const content = await archive(bench);
    await using releases = await Releases.serve({ [url]: content, [checksum]: sha256(content) });
    const context = bench.context([fakeUnit({ releases: [release] })], {
      fetch: releases.fetch,
      exec,
    });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(await readFile(found?.path ?? "", "utf8")).toBe("from the archive");
  });

  it("is refused when its sha256 is not the published one", async () => {
    await using bench = await Bench.create();
    const content = await archive(bench);
    const published = sha256("something else");
    await using releases = await Releases.serve({ [url]: content, [checksum]: published });
    const context = bench.context([fakeUnit({ releases: [release] })], {
      fetch: releases.fetch,
      exec,
    });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found?.source).toBe("build");
    expect(bench.said[0]).toContain(`its sha256 is ${sha256(content)}, published is ${published}`);
  });

  it("is not downloaded when its checksum is not there", async () => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({ [url]: "anything" });
    const context = bench.context([fakeUnit({ releases: [release] })], { fetch: releases.fetch });
    await ensureTools(drill, context);
    expect(releases.asked).toEqual([checksum]);
    expect(bench.said[0]).toBe(`drill 1.0.0: download ${url} … HTTP 404`);
  });
});
