import { existsSync, statfsSync } from "node:fs";
import { dirname, sep } from "node:path";
import { messageOf, ToolError } from "./errors.js";
import { cacheDir } from "./paths.js";
import { bytes } from "./progress.js";
import { quoted } from "./quote.js";

/** Whether an error says that the disk is full: ours, or in the words of a command. */
export function isDiskFull(error: unknown): boolean {
  const { code } = error as { code?: string };
  const full = code === "ENOSPC" || code === "EDQUOT" || code === "disk-full";
  return full || /no space left on device|disk quota exceeded/i.test(messageOf(error));
}

/**
 * The error for the learner: which folder, how much is free there, what to do.
 * @param isCache whether another folder can be taken in its stead. Default: where it lies in the lab's cache.
 */
export function diskFull(dir: string, cause: unknown, isCache = isInCache(dir)): ToolError {
  const free = freeBytes(dir);
  const left = free === undefined ? "" : ` (${bytes(free)} free, ${free} bytes)`;
  return new ToolError("disk-full", `The disk of ${dir} is full${left}.`, {
    next: makeRoom(dir, isCache),
    cause,
  });
}

/**
 * Refuses to begin what the disk can't hold.
 * @param what what needs the room: `a cluster of week1`.
 * @throws ToolError `disk-full` with what is free and what is wanted
 */
export function requireDisk(dir: string, wanted: number, what: string): void {
  const free = freeBytes(dir);
  if (free === undefined || free >= wanted) return;
  throw new ToolError(
    "disk-full",
    `The disk of ${dir} has ${bytes(free)} free; ${what} needs ${bytes(wanted)}.`,
    { next: makeRoom(dir, isInCache(dir)) },
  );
}

/** The one of some folders whose disk has the least room: where a text says that a disk is full, and not which. */
export const fullest = (dirs: readonly string[]): string =>
  [...dirs].sort((a, b) => (freeBytes(a) ?? Infinity) - (freeBytes(b) ?? Infinity))[0] ?? ".";

/** What is free where a folder is, or will be, in bytes; undefined where the system does not tell. */
export const freeBytes = (dir: string): number | undefined => diskRoom(dir)?.free;

/** The room of a disk for this user. */
export interface DiskRoom {
  /** In bytes. */
  readonly free: number;
  /** How many more files fit; undefined where the file system knows no limit. */
  readonly files: number | undefined;
}

/** The room where a folder is, or will be; undefined where the system does not tell. */
export function diskRoom(dir: string): DiskRoom | undefined {
  try {
    const { bavail, bsize, files, ffree } = statfsSync(existing(dir));
    return { free: bavail * bsize, files: files === 0 ? undefined : ffree };
  } catch {
    return undefined;
  }
}

/** The folder itself, or the nearest one above it that is there. */
export function existing(dir: string): string {
  let folder = dir;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

const isInCache = (dir: string): boolean => `${dir}${sep}`.startsWith(`${cacheDir()}${sep}`);

function makeRoom(dir: string, isCache: boolean): string {
  const look = `make room there (df -h ${quoted(dir)} shows its disk)`;
  return isCache
    ? `${look}, or take another disk: LAB_CACHE=/path/with/room ./lab env`
    : `${look}, then run the same command again`;
}
