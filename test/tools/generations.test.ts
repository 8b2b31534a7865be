import { mkdir, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { binDir, entryDir } from "../../tools/cache.js";
import { ensureTools } from "../../tools/ensure.js";
import { locate, toolStatus } from "../../tools/locate.js";
import { ISTIO, KUBERNETES, whyNot } from "../../tools/releases.js";
import { writeStamp } from "../../tools/stamp.js";
import { unitsFor } from "../../tools/units/index.js";
import { Bench, platform } from "./fixture.js";

const older = { kubernetes: "1.23.17", istio: "1.17.8" };
const newer = { kubernetes: "1.30.4", istio: "1.23.2" };

/** A context for the real tools of a pair of versions. */
const contextFor = (bench: Bench, versions: typeof older) =>
  bench.context(unitsFor(versions), { versions });

/** Puts a program of a version into the cache, as if it had been downloaded. */
async function put(bench: Bench, tool: string, version: string): Promise<string> {
  const entry = entryDir(bench.cache, tool, version, platform);
  await mkdir(entry, { recursive: true });
  await writeFile(join(entry, tool), version);
  const origin = {
    version,
    wanted: version,
    source: "download",
    from: "a test",
    tookMs: 1,
  } as const;
  await writeStamp(entry, { tool, ...origin }, [tool]);
  return join(entry, tool);
}

describe("the tools of two pairs of versions", () => {
  it("lie side by side in one cache, and each pair finds its own", async () => {
    await using bench = await Bench.create();
    const [old, young] = [
      await put(bench, "istioctl", "1.17.8"),
      await put(bench, "istioctl", "1.23.2"),
    ];
    expect(locate("istioctl", contextFor(bench, older))).toBe(old);
    expect(locate("istioctl", contextFor(bench, newer))).toBe(young);
  });

  it("are missing for one pair although they are there for the other", async () => {
    await using bench = await Bench.create();
    await put(bench, "etcd", "3.5.6");
    const state = (versions: typeof older) =>
      toolStatus(contextFor(bench, versions)).find(({ name }) => name === "etcd");
    expect(state(older)).toMatchObject({ state: "ready", wanted: "3.5.6" });
    expect(state(newer)).toMatchObject({ state: "missing", wanted: "3.5.12" });
  });

  it("have a folder each for PATH", async () => {
    await using bench = await Bench.create();
    const young = await put(bench, "istioctl", "1.23.2");
    await put(bench, "istioctl", "1.17.8");
    await ensureTools(["istioctl"], contextFor(bench, older));
    await ensureTools(["istioctl"], contextFor(bench, newer));
    expect(await readlink(join(binDir(bench.cache, newer), "istioctl"))).toBe(young);
    expect(binDir(bench.cache, older)).not.toBe(binDir(bench.cache, newer));
  });

  it("take no kind from PATH that was not made for the node", () => {
    const range = (versions: typeof older) =>
      unitsFor(versions).find(({ name }) => name === "kind")?.tools[0]?.onPath;
    expect(range(older)?.accepts("0.24.0")).toBe(false);
    expect(range(newer)?.accepts("0.24.0")).toBe(true);
    expect(range(newer)?.accepts("0.22.0")).toBe(false);
  });
});

describe("the table of releases", () => {
  it.each(Object.keys(ISTIO))("has a Kubernetes that Istio %s supports", (istio) => {
    const fits = Object.keys(KUBERNETES).filter(
      (kubernetes) => whyNot({ kubernetes, istio }) === undefined,
    );
    expect(fits).not.toEqual([]);
  });

  it("refuses a pair that is in no row, before any tool is looked for", () => {
    expect(() => unitsFor({ kubernetes: "1.23.17", istio: "1.9.0" })).toThrow(
      'there are no tools for Istio "1.9.0"; there are for 1.17.8, 1.23.2',
    );
  });
});
