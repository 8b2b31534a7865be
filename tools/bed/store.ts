import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Exec } from "../../lib/exec.js";
import { studied } from "../pins.js";
import { bedDir, type BedContext } from "./context.js";
import { findImage, hasImage } from "./docker.js";
import { keepOnly } from "./keep-only.js";
import { pipe } from "./pipe.js";
import { releaseOf, type Group, type PlannedImage } from "./plan.js";
import { stage } from "./stage.js";

const LIMIT_MS = 15 * 60_000;

/** What is written next to an archive. Without it, or with another size, the archive is none. */
export interface ArchiveStamp {
  /** In bytes, compressed. */
  readonly size: number;
  /** The group's. Absent in archives of a time when all were of the study's versions. */
  readonly release?: string;
  readonly images: readonly (PlannedImage & { readonly size: number })[];
}

/** The compressed archive of a group: `docker save`, by zstd. */
export const archiveFile = (context: BedContext, { name, hash }: Group): string =>
  join(bedDir(context), `${name}-${hash}.tar.zst`);

const STAMP = ".json";
const stampFile = (archive: string): string => `${archive}${STAMP}`;

/** What the archive of a group holds; undefined when there is none, or a part of one. */
export const findArchive = (context: BedContext, group: Group): Promise<ArchiveStamp | undefined> =>
  readStamp(archiveFile(context, group));

async function readStamp(archive: string): Promise<ArchiveStamp | undefined> {
  try {
    const stamp = JSON.parse(await readFile(stampFile(archive), "utf8")) as ArchiveStamp;
    return (await stat(archive)).size === stamp.size ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/** The images of a group that the engine lacks, or has as they were made before. */
export async function missingImages(exec: Exec, group: Group): Promise<readonly PlannedImage[]> {
  const have = await Promise.all(group.images.map(({ name, hash }) => hasImage(exec, name, hash)));
  return group.images.filter((_, index) => have[index] !== true);
}

/**
 * Loads a group's archive into the engine. An archive that can't be read is thrown away, with a word.
 * @returns whether the engine has all of the group now
 */
export async function load(context: BedContext, group: Group): Promise<boolean> {
  const archive = archiveFile(context, group);
  const { exec, progress } = context;
  const what = `${group.name} images`;
  try {
    await stage(progress, what, "loading them from the cache", async (hear) => {
      const from = ["zstd", "-dcq", archive] as const;
      await pipe(exec, from, ["docker", "load", "--quiet"], { timeoutMs: LIMIT_MS, onLine: hear });
      return { value: undefined, size: (await stat(archive)).size };
    });
    if ((await missingImages(exec, group)).length === 0) return true;
  } catch {
    // told below: a damaged archive and one with other images are made again alike
  }
  progress({ what, state: "working", text: `${archive} is damaged; making them again` });
  await remove(archive);
  return false;
}

/**
 * Keeps a group's images, all of which the engine has, and throws older archives of the group away; those of other
 * releases stay.
 */
export async function save(context: BedContext, group: Group): Promise<void> {
  const { exec, progress } = context;
  const archive = archiveFile(context, group);
  const draft = `${archive}.${process.pid}`;
  await mkdir(bedDir(context), { recursive: true });
  await stage(progress, `${group.name} images`, "packing them into the cache", async () => {
    const names = group.images.map(({ name }) => name);
    const to = ["zstd", "-3", "-T0", "-q", "-f", "-o", draft] as const;
    await pipe(exec, ["docker", "save", ...names], to, { timeoutMs: LIMIT_MS });
    const { size } = await stat(draft);
    const images = await Promise.all(
      group.images.map(async (image) => ({
        ...image,
        size: (await findImage(exec, image.name))?.size ?? 0,
      })),
    );
    const stamp: ArchiveStamp = { size, release: group.release, images };
    await rm(stampFile(archive), { force: true });
    await rename(draft, archive);
    await writeFile(stampFile(archive), `${JSON.stringify(stamp, null, 2)}\n`);
    return { value: undefined, size };
  });
  const kept = [archive, ...(await ofOtherReleases(context, group))];
  await keepOnly(
    bedDir(context),
    `${group.name}-`,
    kept.flatMap((path) => [path, stampFile(path)]),
  );
}

/** The whole archives of the same images for other releases. */
async function ofOtherReleases(
  context: BedContext,
  { name, release }: Group,
): Promise<readonly string[]> {
  const folder = bedDir(context);
  const files = (await readdir(folder)).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith(STAMP),
  );
  const archives = files.map((file) => join(folder, file.slice(0, -STAMP.length)));
  const stamps = await Promise.all(archives.map((archive) => readStamp(archive)));
  return archives.filter((_, index) => {
    const stamp = stamps[index];
    return stamp !== undefined && (stamp.release ?? releaseOf(name, studied)) !== release;
  });
}

async function remove(archive: string): Promise<void> {
  await rm(stampFile(archive), { force: true });
  await rm(archive, { force: true });
}
