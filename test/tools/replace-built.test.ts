import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { binDir } from "../../tools/cache.js";
import type { ToolContext } from "../../tools/context.js";
import { ensureTools } from "../../tools/ensure.js";
import type { FoundTool } from "../../tools/find.js";
import { toolStatus } from "../../tools/locate.js";
import { studied } from "../../tools/pins.js";
import type { ToolName } from "../../tools/tool.js";
import { Bench, fakeUnit, noNetwork, Releases, sha256, writeTool } from "./fixture.js";

const drill = ["drill"] as unknown as readonly ToolName[];
const url = "https://release.test/drill";
const released = { tools: ["drill"], url, vouchers: [{ sha256: sha256("released") }] };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A server that is down until it is mended, a clock, and runs of the lab at that clock. */
class Scene {
  works = false;
  now = 1_000_000;
  pid = 1;
  asked = 0;
  readonly bench: Bench;
  private readonly releases: Releases;

  private constructor(bench: Bench, releases: Releases) {
    this.bench = bench;
    this.releases = releases;
  }

  static async create(broken: RequestListener): Promise<Scene & AsyncDisposable> {
    const bench = await Bench.create();
    const releases = await Releases.serve({
      [url]: (request, response) => {
        scene.asked += 1;
        if (scene.works) response.end("released");
        else broken(request, response);
      },
    });
    const scene = new Scene(bench, releases);
    return Object.assign(scene, {
      [Symbol.asyncDispose]: async () => {
        await releases[Symbol.asyncDispose]();
        await bench[Symbol.asyncDispose]();
      },
    });
  }

  context(given: Partial<ToolContext> = {}): ToolContext {
    const build = async (job: { out: string }) => {
      await writeTool(job.out, "drill", "built");
      return { version: "0.9.5", from: "drill@v0.9.5" };
    };
    const { fetch } = this.releases;
    const sleep = (): Promise<void> => Promise.resolve();
    const units = [fakeUnit({ releases: [released], build })];
    return this.bench.context(units, {
      fetch,
      sleep,
      now: () => this.now,
      pid: this.pid,
      ...given,
    });
  }

  async run(given: Partial<ToolContext> = {}): Promise<FoundTool | undefined> {
    this.pid += 1;
    this.asked = 0;
    this.bench.said.length = 0;
    return (await ensureTools(drill, this.context(given))).get("drill" as ToolName);
  }
}

const unavailable: RequestListener = (_request, response) => void response.writeHead(503).end();

describe("a tool that was built because of a hiccup", () => {
  it("is replaced by the released one at the next run, which says so", async () => {
    await using scene = await Scene.create(unavailable);
    expect(await scene.run()).toMatchObject({ source: "build", version: "0.9.5" });
    expect(scene.asked).toBe(3);
    scene.works = true;
    const found = await scene.run();
    expect(found).toMatchObject({ source: "download", version: "1.0.0", from: url });
    expect(await readFile(join(binDir(scene.bench.cache, studied), "drill"), "utf8")).toBe(
      "released",
    );
    expect(scene.bench.said).toContain(
      "drill 1.0.0: the released one is used from now on, in place of the one that was built",
    );
    // and that is the end of it
    await scene.run();
    expect(scene.asked).toBe(0);
    expect(scene.bench.said).toEqual([]);
  });

  it("stays while the hiccup lasts; the release is tried once a run, and more and more seldom", async () => {
    await using scene = await Scene.create(unavailable);
    await scene.run();
    const askedAfter = async (ms: number): Promise<number> => {
      scene.now += ms;
      expect(await scene.run()).toMatchObject({ source: "build" });
      return scene.asked;
    };
    expect(await askedAfter(0)).toBe(1);
    expect(scene.bench.said).toEqual([
      "drill 1.0.0: the release can't be had yet (HTTP 503); the one that was built stays",
    ]);
    expect(await askedAfter(9 * MINUTE)).toBe(0);
    expect(await askedAfter(MINUTE)).toBe(1);
    expect(await askedAfter(59 * MINUTE)).toBe(0);
    expect(await askedAfter(MINUTE)).toBe(1);
    expect(await askedAfter(DAY - 1)).toBe(0);
    expect(await askedAfter(1)).toBe(1);
  });

  it("is not tried again by the same process, which gets its tools more than once", async () => {
    await using scene = await Scene.create(unavailable);
    await scene.run({ pid: 7 });
    scene.works = true;
    expect(await scene.run({ pid: 7 })).toMatchObject({ source: "build" });
    expect(await scene.run({ pid: 8 })).toMatchObject({ source: "download" });
  });

  it("is not replaced where that is not wanted", async () => {
    await using scene = await Scene.create(unavailable);
    await scene.run();
    scene.works = true;
    expect(await scene.run({ replace: false })).toMatchObject({ source: "build" });
    expect(scene.asked).toBe(0);
  });

  it("is shown with the reason, and when its release is tried again", async () => {
    await using scene = await Scene.create(unavailable);
    await scene.run();
    const release = { at: scene.now, reason: "HTTP 503" };
    expect(toolStatus(scene.context())).toMatchObject([{ source: "build", release }]);
  });
});

describe("a tool that was built without a network", () => {
  it("costs the next runs nothing, and says nothing, but is tried again after an hour", async () => {
    await using scene = await Scene.create(unavailable);
    let asked = 0;
    const fetch: typeof noNetwork = (address, init) => {
      asked += 1;
      return noNetwork(address, init);
    };
    await scene.run({ fetch });
    expect(asked).toBe(1);
    scene.now += 59 * MINUTE;
    await scene.run({ fetch });
    expect(asked).toBe(1);
    scene.now += MINUTE;
    await scene.run({ fetch });
    expect(asked).toBe(2);
    expect(scene.bench.said).toEqual([]);
  });

  it("is tried again within a day of a clock that was ahead when it was tried last", async () => {
    await using scene = await Scene.create(unavailable);
    await scene.run({ fetch: noNetwork });
    scene.now -= 30 * DAY;
    const [tool] = toolStatus(scene.context()).filter(({ name }) => name === drill[0]);
    expect(tool?.release?.at).toBe(scene.now + 60 * MINUTE);
  });

  it("is tried again at once with other settings of the network", async () => {
    await using scene = await Scene.create(unavailable);
    await scene.run({ fetch: noNetwork });
    scene.works = true;
    const env = { PATH: scene.bench.bin, https_proxy: "http://proxy.test" };
    expect(await scene.run({ env })).toMatchObject({ source: "download" });
  });
});

describe("a tool whose release is not what was vouched for", () => {
  it("is built, and its release is left alone for a day", async () => {
    await using scene = await Scene.create((_request, response) => response.end("a login page"));
    expect(await scene.run()).toMatchObject({ source: "build" });
    scene.now += DAY - 1;
    await scene.run();
    expect(scene.asked).toBe(0);
    scene.now += 1;
    scene.works = true;
    expect(await scene.run()).toMatchObject({ source: "download" });
  });
});
