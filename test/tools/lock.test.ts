import { existsSync } from "node:fs";
import { readFile, rm, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { exec } from "../../lib/exec.js";
import { holderOfLock, isDead, withLock, type Holder, type HolderFacts } from "../../lib/lock.js";
import { markOf } from "../../lib/process-mark.js";
import { ensureTools } from "../../tools/ensure.js";
import type { ToolName } from "../../tools/tool.js";
import { Bench, fakeUnit, Releases, writeTool } from "./fixture.js";

const holder = (pid: number, host = hostname()): string => JSON.stringify({ pid, host });

/** The id of a process that has ended. */
async function deadPid(): Promise<number> {
  return Number((await exec("sh", ["-c", "echo $$"])).stdout);
}

describe("a lock", () => {
  it("lets one work at a time and is gone afterwards", async () => {
    await using bench = await Bench.create();
    const file = join(bench.dir, "locks/drill.lock");
    const order: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await sleep(30);
      order.push(`${name} ends`);
    };
    await Promise.all([
      withLock(file, work("a"), { pollMs: 5 }),
      withLock(file, work("b"), { pollMs: 5 }),
    ]);
    const [first = "", second = ""] = order[0] === "a begins" ? ["a", "b"] : ["b", "a"];
    expect(order).toEqual([
      `${first} begins`,
      `${first} ends`,
      `${second} begins`,
      `${second} ends`,
    ]);
    expect(existsSync(file)).toBe(false);
  });

  it("names its holder while it is held, and lets go when the work fails", async () => {
    await using bench = await Bench.create();
    const file = join(bench.dir, "drill.lock");
    const work = withLock(
      file,
      async () => {
        expect(JSON.parse(await readFile(file, "utf8"))).toEqual({
          pid: process.pid,
          host: hostname(),
          began: await markOf(process.pid),
          what: "a drill",
        });
        throw new Error("failed");
      },
      { what: "a drill" },
    );
    await expect(work).rejects.toThrow("failed");
    expect(existsSync(file)).toBe(false);
  });

  it("waits for a live holder and says once whom it waits for", async () => {
    await using bench = await Bench.create();
    // The parent of the test lives as long as the test.
    const file = await bench.file("drill.lock", holder(process.ppid));
    const waits: Holder[] = [];
    const options = { pollMs: 5, onWait: (seen: Holder) => waits.push(seen) };
    let done = false;
    const work = withLock(file, () => Promise.resolve((done = true)), options);
    await sleep(60);
    expect(done).toBe(false);
    await rm(file);
    await work;
    expect(waits).toEqual([{ pid: process.ppid, host: hostname() }]);
  });

  it.each([
    ["whose holder has died", async () => holder(await deadPid())],
    ["that is not readable", () => Promise.resolve("{")],
  ])("%s is taken over without waiting", async (_, content) => {
    await using bench = await Bench.create();
    const file = await bench.file("drill.lock", await content());
    const onWait = (): never => {
      throw new Error("waited");
    };
    await expect(withLock(file, () => Promise.resolve("done"), { onWait })).resolves.toBe("done");
  });

  it("whose holder's number another process has by now is taken over without waiting", async () => {
    await using bench = await Bench.create();
    const text = JSON.stringify({ pid: process.ppid, host: hostname(), began: "another start/1" });
    const file = await bench.file("drill.lock", text);
    expect(await holderOfLock(file)).toBeUndefined();
    const onWait = (): never => {
      throw new Error("waited");
    };
    await expect(withLock(file, () => Promise.resolve("done"), { onWait })).resolves.toBe("done");
  });

  it("of a process that slept for hours, as a laptop does, is not taken over", async () => {
    await using bench = await Bench.create();
    const began = await markOf(process.ppid);
    const text = JSON.stringify({ pid: process.ppid, host: hostname(), began, what: "a drill" });
    const file = await bench.file("drill.lock", text);
    await utimes(file, 1, 1);
    expect(await holderOfLock(file)).toMatchObject({ pid: process.ppid, what: "a drill" });
  });

  const me: HolderFacts = { host: "laptop", began: "boot/5", untouchedMs: 1_000 };
  const LONG = { untouchedMs: 3_600_000 };
  it.each<[string, Partial<Holder>, Partial<HolderFacts>, boolean]>([
    ["its process runs", {}, {}, false],
    ["its process runs and slept", {}, LONG, false],
    ["its process runs, and the machine has another name", { host: "oldname" }, LONG, false],
    ["its process has ended", {}, { began: undefined }, true],
    ["its number is another process's", { began: "boot/4" }, {}, true],
    ["it is elsewhere and was touched", { host: "other", began: "b/1" }, {}, false],
    ["it is elsewhere and silent", { host: "other", began: "b/1" }, LONG, true],
    ["it is of a lab of before, whose process runs", { began: undefined }, {}, false],
    ["it is of a lab of before and silent", { began: undefined }, LONG, true],
    ["it is of a lab of before and has ended", { began: undefined }, { began: undefined }, true],
  ])("is judged where %s", (_title, holder, facts, dead) => {
    const held = { pid: 1, host: "laptop", began: "boot/5", ...holder };
    expect(isDead(held, { ...me, ...facts })).toBe(dead);
  });

  it("of another machine is taken over when it was not touched for long", async () => {
    await using bench = await Bench.create();
    const file = await bench.file("drill.lock", holder(1, "another-machine"));
    await utimes(file, 1, 1);
    await expect(withLock(file, () => Promise.resolve("done"))).resolves.toBe("done");
  });
});

describe("two runs at once", () => {
  const names = ["drill"] as unknown as readonly ToolName[];
  const waiting = `drill 1.0.0: another lab is getting it (process ${process.pid} on ${hostname()}), waiting`;

  it("build a tool once: the second waits, says so and finds it", async () => {
    await using bench = await Bench.create();
    let builds = 0;
    const unit = fakeUnit({
      build: async (job) => {
        builds++;
        await sleep(400);
        return writeTool(job.out, "drill", "built");
      },
    });
    const context = bench.context([unit]);
    const [one, two] = await Promise.all([
      ensureTools(names, context),
      ensureTools(names, context),
    ]);
    expect(builds).toBe(1);
    expect(one).toEqual(two);
    expect(bench.said).toContain(waiting);
  });

  it("download a tool once", async () => {
    await using bench = await Bench.create();
    const url = "https://release.test/drill";
    await using releases = await Releases.serve({
      [url]: (_request, response) => setTimeout(() => response.end("released"), 400),
    });
    const unit = fakeUnit({ releases: [{ tools: ["drill"], url }] });
    const context = bench.context([unit], { fetch: releases.fetch });
    await Promise.all([ensureTools(names, context), ensureTools(names, context)]);
    expect(releases.asked).toEqual([url]);
    expect(bench.said).toContain(waiting);
  });
});
