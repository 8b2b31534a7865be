import { existsSync } from "node:fs";
import { readdir, readFile, readlink, truncate, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import { binDir, removeLeftovers } from "../../tools/cache.js";
import { ensureTools } from "../../tools/ensure.js";
import { locate, toolStatus } from "../../tools/locate.js";
import { studied } from "../../tools/pins.js";
import type { ToolName } from "../../tools/tool.js";
import {
  Bench,
  fakeUnit,
  noExec,
  noNetwork,
  pathRule,
  Releases,
  sha256,
  writeTool,
} from "./fixture.js";

// The fake unit is called "drill", which is no tool of the lab.
const drill = ["drill"] as unknown as readonly ToolName[];
const url = "https://release.test/drill";
const release = { tools: ["drill"], url, vouchers: [{ checksums: `${url}.sha256` }] };
const saysVersion = (version: string): typeof noExec => {
  return () => Promise.resolve({ stdout: `version ${version}`, stderr: "" });
};

describe("the order of sources", () => {
  it("takes a good tool on PATH before all others", async () => {
    await using bench = await Bench.create();
    const path = await bench.file("bin/drill", "on PATH");
    const units = [fakeUnit({ onPath: pathRule, releases: [release] })];
    const context = bench.context(units, { exec: saysVersion("1.0.0") });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found).toMatchObject({ path, source: "path", version: "1.0.0" });
    expect(await readlink(join(binDir(bench.cache, studied), "drill"))).toBe(path);
  });

  it("downloads the release before it builds", async () => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({
      [url]: "released",
      [`${url}.sha256`]: `${sha256("released")}  drill\n`,
    });
    const context = bench.context([fakeUnit({ releases: [release] })], { fetch: releases.fetch });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found).toMatchObject({ source: "download", from: url, version: "1.0.0" });
    expect(await readFile(found?.path ?? "", "utf8")).toBe("released");
  });

  it("builds when nothing can be downloaded, and says why", async () => {
    await using bench = await Bench.create();
    const context = bench.context([fakeUnit({ releases: [release] })]);
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found).toMatchObject({ source: "build", from: "sources" });
    expect(bench.said).toContain(
      `drill 1.0.0: download ${url} … no network (ENOTFOUND release.test)`,
    );
    expect(bench.said.at(-1)).toMatch(/^drill 1\.0\.0: built in .* \(1 kB\)$/);
  });

  it("tries the second place of a release when the first lacks it", async () => {
    await using bench = await Bench.create();
    const mirror = "https://mirror.test/drill";
    await using releases = await Releases.serve({ [mirror]: "mirrored" });
    const unit = fakeUnit({
      releases: [release, { ...release, url: mirror, vouchers: [{ sha256: sha256("mirrored") }] }],
    });
    const context = bench.context([unit], { fetch: releases.fetch });
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    expect(found).toMatchObject({ source: "download", from: mirror });
    expect(bench.said[0]).toBe(`drill 1.0.0: download ${url} … HTTP 404`);
  });

  it("asks a host that did not answer only once", async () => {
    await using bench = await Bench.create();
    const asked: string[] = [];
    const unit = fakeUnit({ releases: [release, { ...release, url: `${url}-2` }] });
    const context = bench.context([unit], {
      fetch: (address, init) => {
        asked.push(address);
        return noNetwork(address, init);
      },
    });
    await ensureTools(drill, context);
    expect(asked).toEqual([`${url}.sha256`]);
  });

  it("builds the slowest first, one after the other", async () => {
    await using bench = await Bench.create();
    const order: string[] = [];
    const unit = (name: string, seconds: number) =>
      fakeUnit({
        name,
        seconds,
        build: async (job) => {
          order.push(`${name} begins`);
          const built = await writeTool(job.out, name, name);
          order.push(`${name} ends`);
          return built;
        },
      });
    const context = bench.context([unit("quick", 1), unit("slow", 9)]);
    await ensureTools(["quick", "slow"] as unknown as ToolName[], context);
    expect(order).toEqual(["slow begins", "slow ends", "quick begins", "quick ends"]);
  });
});

describe("a second run", () => {
  it("starts no process and asks no network", async () => {
    await using bench = await Bench.create();
    await bench.file("bin/drill", "too old");
    const units = [fakeUnit({ onPath: pathRule })];
    await ensureTools(drill, bench.context(units, { exec: saysVersion("0.9.0") }));
    const fetch = (): never => {
      throw new Error("asked the network");
    };
    bench.said.length = 0;
    const found = await ensureTools(drill, bench.context(units, { exec: noExec, fetch }));
    expect(found.get("drill" as ToolName)?.source).toBe("build");
    expect(bench.said).toEqual([]);
  });
});

describe("the cache", () => {
  it.each([
    ["was cut", (file: string) => truncate(file, 2), "drill has 2 bytes, not 5"],
    [
      "was changed",
      (file: string) => utimes(file, 1, 1),
      "drill was changed after it was put there",
    ],
    [
      "lost its stamp",
      (file: string) => writeFile(join(file, "../stamp.json"), "{"),
      "stamp.json is missing or broken",
    ],
  ])("notices an entry that %s, names it and gets it again", async (_, damage, detail) => {
    await using bench = await Bench.create();
    const context = bench.context([fakeUnit()]);
    const found = (await ensureTools(drill, context)).get("drill" as ToolName);
    await damage(found?.path ?? "");
    expect(toolStatus(context)).toMatchObject([{ name: "drill", state: "corrupt", detail }]);
    await ensureTools(drill, context);
    const entry = join(bench.cache, "tools/drill/1.0.0-linux-amd64");
    expect(bench.said).toContain(
      `drill 1.0.0: the cache entry ${entry} is damaged: ${detail}; getting it again`,
    );
    expect(toolStatus(context)).toMatchObject([{ state: "ready", source: "build" }]);
  });

  it("keeps nothing of a build that failed, nor of a run that was killed", async () => {
    await using bench = await Bench.create();
    await bench.file("cache/tmp/gone@1-drill-x/half", "half-made");
    const build = async (job: { out: string }): Promise<never> => {
      await writeTool(job.out, "drill", "half-made");
      throw new Error("broken source");
    };
    const context = bench.context([fakeUnit({ build })]);
    await utimes(join(bench.cache, "tmp/gone@1-drill-x"), 1, 1);
    await expect(ensureTools(drill, context)).rejects.toThrow("broken source");
    expect(await readdir(join(bench.cache, "tmp"))).toEqual([]);
    expect(existsSync(join(bench.cache, "tools"))).toBe(false);
  });

  it("takes the folder of a run away whose number a process of later has, and not that of one that works", async () => {
    await using bench = await Bench.create();
    const mine = `${hostname()}@${process.pid}-drill`;
    await bench.file(`cache/tmp/${mine}-now/half`, "at work");
    await bench.file(`cache/tmp/${mine}-once/half`, "of before this process began");
    await utimes(join(bench.cache, `tmp/${mine}-once`), 1, 1);
    await removeLeftovers(bench.cache);
    expect(await readdir(join(bench.cache, "tmp"))).toEqual([`${mine}-now`]);
  });

  it("says which version was really built", async () => {
    await using bench = await Bench.create();
    const build = async (job: { out: string }) => {
      await writeTool(job.out, "drill", "older");
      return { version: "0.9.5", from: "drill@v0.9.5" };
    };
    const context = bench.context([fakeUnit({ build })]);
    await ensureTools(drill, context);
    expect(toolStatus(context)).toMatchObject([
      { version: "0.9.5", wanted: "1.0.0", detail: "drill@v0.9.5" },
    ]);
    expect(bench.said.at(-1)).toContain("really 0.9.5");
  });
});

describe("a tool that cannot be had", () => {
  it("gives one error with all that was tried and the command that helps", async () => {
    await using bench = await Bench.create();
    await bench.file("bin/drill", "too old");
    const build = (): never => {
      throw new Error("go: no module proxy");
    };
    const unit = fakeUnit({ onPath: pathRule, releases: [release], build });
    const error = await ensureTools(
      drill,
      bench.context([unit], { exec: saysVersion("0.9.0") }),
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ToolError);
    expect(error).toMatchObject({ code: "tool-unavailable", next: "get drill" });
    expect((error as ToolError).message.split("\n")).toEqual([
      "drill 1.0.0 cannot be had. Tried:",
      `  PATH: ${bench.bin}/drill is 0.9.0, wanted 1.0.0`,
      `  cache: not in ${bench.cache}/tools/drill/1.0.0-linux-amd64`,
      `  download ${url}: no network (ENOTFOUND release.test)`,
      "  building from sources: go: no module proxy",
    ]);
  });

  it("names the help of what the build lacked", async () => {
    await using bench = await Bench.create();
    const go = fakeUnit({
      name: "go",
      build: () => {
        throw new Error("no pip");
      },
    });
    const unit = fakeUnit({
      build: async (job) => {
        await job.go();
        return writeTool(job.out, "drill", "built");
      },
    });
    await expect(ensureTools(drill, bench.context([unit, go]))).rejects.toMatchObject({
      code: "tool-unavailable",
      next: "get go",
      message: expect.stringContaining("go 1.0.0 cannot be had"),
    });
  });

  it("is missing for locate, which names the command that gets it", async () => {
    await using bench = await Bench.create();
    const look = (): string => locate("drill" as ToolName, bench.context([fakeUnit()]));
    expect(look).toThrow("The tool drill is not there.");
    expect(look).toThrow(expect.objectContaining({ code: "tool-missing", next: "./lab env" }));
  });
});

describe("a full disk", () => {
  it.each([
    ["of the system", Object.assign(new Error("write"), { code: "ENOSPC" })],
    ["in the words of a command", new Error("go build: no space left on device")],
  ])("is one error %s with the folder, the free bytes and the next command", async (_, cause) => {
    await using bench = await Bench.create();
    const unit = fakeUnit({ build: () => Promise.reject(cause) });
    await expect(ensureTools(drill, bench.context([unit]))).rejects.toMatchObject({
      code: "disk-full",
      message: expect.stringMatching(/The disk of .*cache is full \(.* free, \d+ bytes\)\./),
      next: expect.stringContaining("LAB_CACHE="),
    });
  });
});
