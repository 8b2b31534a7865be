import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { UsageError } from "../../lib/errors.js";
import { bytes } from "../../lib/progress.js";
import type { BedContext } from "./context.js";

/** Free space that the bed takes at its peak, in bytes. */
export const SPACE = {
  /** From nothing: sources, what compilers keep of them, programs, images, their archives. */
  all: 20e9,
  /** With all tools in the cache. */
  images: 10e9,
  /** With all archives in the cache: what the engine unpacks. */
  engine: 5e9,
} as const;

/** What is asked of the machine; tests give other answers. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The effective user. Undefined on systems without users. */
  readonly uid: number | undefined;
  /** Whether there is a program of that name. */
  readonly has: (program: string) => boolean;
  /** Free space in the folder's disk, in bytes. */
  readonly free: (folder: string) => Promise<number>;
}

/** This machine. */
export const thisMachine = (env: NodeJS.ProcessEnv): Machine => ({
  platform: process.platform,
  uid: process.geteuid?.(),
  has: (program) => hasProgram(program, env),
  free: freeBytes,
});

/**
 * Refuses a machine on which the bed cannot be made, before any work.
 * @param needed free space in bytes
 * @throws UsageError `bed-needs-linux`, `bed-needs-root`, `bed-needs-debian` or `bed-needs-disk`
 */
export async function requireMachine(
  { cache }: Pick<BedContext, "cache">,
  machine: Machine,
  needed: number,
): Promise<void> {
  if (machine.platform !== "linux")
    throw new UsageError("bed-needs-linux", `The bed needs Linux, this is "${machine.platform}".`, {
      next: "install Docker Desktop, then ./lab up week1",
    });
  if (machine.uid !== 0)
    throw new UsageError(
      "bed-needs-root",
      `The bed needs root, this is user ${machine.uid ?? "?"}.`,
      {
        next: "sudo -E ./lab bed up",
      },
    );
  if (!machine.has("apt-get"))
    throw new UsageError(
      "bed-needs-debian",
      "The bed is made of Debian packages, and there is no apt-get on this machine.",
      { next: "use Debian or Ubuntu, or a machine that can pull images: ./lab up week1" },
    );
  const free = await machine.free(cache);
  if (free >= needed) return;
  throw new UsageError(
    "bed-needs-disk",
    `The bed needs ${bytes(needed)} free for ${cache}, there are ${bytes(free)}.`,
    { next: "make room, or take another disk: LAB_CACHE=/path/with/room ./lab bed up" },
  );
}

/** Whether a program is on PATH, or where root's programs are. */
export function hasProgram(program: string, env: NodeJS.ProcessEnv): boolean {
  const folders = [...(env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => folder !== "" && existsSync(join(folder, program)));
}

async function freeBytes(folder: string): Promise<number> {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  return bavail * bsize;
}
