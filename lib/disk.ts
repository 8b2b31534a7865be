import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { messageOf, ToolError } from "./errors.js";
import { bytes } from "./progress.js";

/** Whether an error says that the disk is full: ours, or in the words of a command. */
export function isDiskFull(error: unknown): boolean {
  const { code } = error as { code?: string };
  const full = code === "ENOSPC" || code === "EDQUOT";
  return full || /no space left on device/i.test(messageOf(error));
}

/** The error for the learner: which folder, how much is free there, what to do. */
export async function diskFull(dir: string, cause: unknown): Promise<ToolError> {
  const free = await freeBytes(dir);
  const left = free === undefined ? "" : ` (${bytes(free)} free, ${free} bytes)`;
  return new ToolError("disk-full", `The disk of ${dir} is full${left}.`, {
    next: `df -h ${dir}; then make room, or take another disk: LAB_CACHE=/path/with/room ./lab env`,
    cause,
  });
}

async function freeBytes(dir: string): Promise<number | undefined> {
  const existing = existsSync(dir) ? dir : dirname(dir);
  const stats = await statfs(existing).catch(() => undefined);
  return stats === undefined ? undefined : stats.bavail * stats.bsize;
}
