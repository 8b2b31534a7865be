import { describe, expect, it, jest } from "@jest/globals";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KubeObject } from "../../../labs/kube.js";
import { cached, cacheKey } from "../../../components/render/cache.js";
import { kubeObject } from "../../support/fake-manifests.js";
import { tempDir } from "../../support/temp-dir.js";

const objects = [kubeObject("v1", "Service", { name: "kiali" }, { ports: [{ port: 20001 }] })];
const KEY = "key";
const silent = (): void => undefined;

const renderer = (result: readonly KubeObject[] = objects) =>
  jest.fn(() => Promise.resolve(result));

/** A disk that fails after half the text. */
const failing = (code: string) => async (file: string, text: string) => {
  await writeFile(file, text.slice(0, text.length / 2));
  throw Object.assign(new Error(`${code}: write`), { code });
};

describe("the cache of renderings", () => {
  it("renders what it has not, and starts nothing for what it has", async () => {
    await using dir = await tempDir();
    const render = renderer();
    const folder = join(dir.path, "not", "there", "yet");
    expect(await cached(folder, KEY, render, silent)).toEqual(objects);
    expect(await cached(folder, KEY, render, silent)).toEqual(objects);
    expect(render).toHaveBeenCalledTimes(1);
    expect(await readdir(folder)).toEqual(["key.json"]);
  });

  it.each<[string, (text: string) => string]>([
    ["torn", (text) => text.slice(0, -9)],
    ["empty", () => ""],
    ["of another content than its checksum says", (text) => text.replace("20001", "20002")],
    ["without objects", () => "{}"],
    ["of another kind", () => "null"],
  ])("renders an entry again that is %s, and says which", async (_title, damage) => {
    await using dir = await tempDir();
    const file = join(dir.path, "key.json");
    await cached(dir.path, KEY, renderer(), silent);
    await writeFile(file, damage(await readFile(file, "utf8")));
    const [note, render] = [jest.fn(), renderer()];
    expect(await cached(dir.path, KEY, render, note)).toEqual(objects);
    expect(render).toHaveBeenCalledTimes(1);
    expect(note.mock.calls).toEqual([[`cache entry ${file} is corrupt: rendering it again`]]);
    expect(await cached(dir.path, KEY, render, note)).toEqual(objects);
    expect(render).toHaveBeenCalledTimes(1);
  });

  it("keeps nothing of a rendering that failed", async () => {
    await using dir = await tempDir();
    const refused = new Error("unknown field");
    await expect(cached(dir.path, KEY, () => Promise.reject(refused), silent)).rejects.toBe(
      refused,
    );
    expect(await readdir(dir.path)).toEqual([]);
  });

  it("says which folder it can't write to", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "file");
    await writeFile(file, "");
    await expect(cached(join(file, "render"), KEY, renderer(), silent)).rejects.toMatchObject({
      code: "cache-not-writable",
      message: `Cannot write to the cache ${file}/render (ENOTDIR).`,
      next: "LAB_CACHE=/a/folder/you/may/write/to ./lab env",
      exitCode: 1,
    });
  });

  it.each(["ENOSPC", "EDQUOT"])("leaves no half file on a full disk (%s)", async (code) => {
    await using dir = await tempDir();
    const work = cached(dir.path, KEY, renderer(), silent, failing(code));
    await expect(work).rejects.toMatchObject({ code: "disk-full", exitCode: 1 });
    await expect(work).rejects.toThrow(`The disk of ${dir.path} is full (`);
    expect(await readdir(dir.path)).toEqual([]);
  });
});

describe("the key of a rendering", () => {
  it("is another one for each other input", () => {
    const inputs = [["a"], ["a", "b"], ["ab"], [{ a: 1 }], [{ a: "1" }], [1, { a: 1 }]];
    const keys = inputs.map((input) => cacheKey(...input));
    expect(new Set(keys).size).toBe(inputs.length);
    expect(cacheKey("a", { b: 1 })).toBe(cacheKey("a", { b: 1 }));
  });
});
