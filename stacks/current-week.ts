import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Week } from "../labs/week.js";
import { labDir } from "../lib/paths.js";

/** Names the week last brought up. */
export const currentFile = join(labDir, "current");

/** Remembers the week that the commands without a week mean. */
export async function setCurrentWeek(week: Week): Promise<void> {
  await mkdir(labDir, { recursive: true, mode: 0o700 });
  await writeFile(currentFile, week.id);
}
