import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Deletes the files of a folder whose names begin alike, but for those to keep: older ones and broken drafts. */
export async function keepOnly(
  folder: string,
  begin: string,
  kept: readonly string[],
): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name.startsWith(begin) && !kept.includes(path)) await rm(path);
  }
}
