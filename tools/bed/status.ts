import type { Versions } from "../../labs/versions.js";
import { existsSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { bedDir, type BedContext } from "./context.js";
import { findImage, HASH_LABEL } from "./docker.js";
import { enginePaths } from "./engine/config.js";
import { runningEngine, type Engine } from "./engine/start.js";
import { plan, type Group } from "./plan.js";
import { findArchive } from "./store.js";

/** One image of the bed. */
export interface ImageStatus {
  readonly name: string;
  /** What it really is. */
  readonly what: string;
  /**
   * `engine`: ready for use. `cache`: the next `bed up` loads it. `missing`: it makes it.
   * `other`: the engine has an image of that name which is not the bed's, or an older one.
   */
  readonly place: "engine" | "cache" | "missing" | "other";
  /** Unpacked, in bytes; undefined when it was never made. */
  readonly size?: number;
}

/** The images for labs on a pair of versions. */
export interface GenerationStatus extends Versions {
  readonly images: readonly ImageStatus[];
}

/** What there is of the bed. */
export interface BedStatus {
  /** Undefined: no engine answers. */
  readonly engine?: Engine;
  readonly generations: readonly GenerationStatus[];
  /** What the bed keeps on disk, in bytes, its engine's own data left out. */
  readonly cacheBytes: number;
}

/**
 * Looks at the bed and changes nothing.
 * @param of the contexts of the generations whose images are looked for. Default: the one
 */
export async function bedStatus(
  context: BedContext,
  of: readonly BedContext[] = [context],
): Promise<BedStatus> {
  const engine = await runningEngine(context);
  const generations = await Promise.all(of.map((each) => generationOf(each, engine !== undefined)));
  const cacheBytes = await sizeOf(bedDir(context), enginePaths(context).data);
  return { ...(engine === undefined ? {} : { engine }), generations, cacheBytes };
}

async function generationOf(context: BedContext, answers: boolean): Promise<GenerationStatus> {
  const { node, lab } = plan(context);
  const images = await Promise.all([node, lab].map((group) => imagesOf(context, group, answers)));
  const { kubernetes, istio } = context.versions;
  return { kubernetes, istio, images: images.flat() };
}

async function imagesOf(
  context: BedContext,
  group: Group,
  answers: boolean,
): Promise<readonly ImageStatus[]> {
  const archive = await findArchive(context, group);
  return Promise.all(
    group.images.map(async ({ name, what, hash }): Promise<ImageStatus> => {
      const found = answers ? await findImage(context.exec, name) : undefined;
      const size = found?.size ?? archive?.images.find((image) => image.name === name)?.size;
      const here = { name, what, ...(size === undefined ? {} : { size }) };
      if (found?.labels[HASH_LABEL] === hash) return { ...here, place: "engine" };
      if (found !== undefined) return { ...here, place: "other" };
      return { ...here, place: archive === undefined ? "missing" : "cache" };
    }),
  );
}

async function sizeOf(path: string, except: string): Promise<number> {
  if (path === except || !existsSync(path)) return 0;
  const stats = await lstat(path);
  if (!stats.isDirectory()) return stats.size;
  const names = await readdir(path);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name), except)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
