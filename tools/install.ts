import { mkdir, readlink, rename, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bytes, duration } from "../lib/progress.js";
import { binDir, entryDir } from "./cache.js";
import type { ToolContext } from "./context.js";
import type { FoundTool } from "./find.js";
import { writeStamp, type Stamp } from "./stamp.js";
import type { Tool, Unit } from "./tool.js";

/** Where finished tools came from. */
export type Origin = Pick<Stamp, "version" | "source" | "from" | "tookMs">;

/**
 * Puts finished tools from a working folder into the cache. An entry appears whole, with its stamp, or not at all.
 * @param out holds a folder per tool
 * @throws Error when a tool lacks one of its files
 */
export async function install(
  context: ToolContext,
  unit: Unit,
  tools: readonly Tool[],
  out: string,
  origin: Origin,
): Promise<void> {
  for (const tool of tools) {
    const made = join(out, tool.name);
    const facts = { tool: tool.name, wanted: unit.version, ...origin };
    const stamp = await writeStamp(made, facts, tool.files);
    const entry = entryDir(context.cache, tool.name, unit.version, context.platform);
    await mkdir(dirname(entry), { recursive: true });
    // what is replaced goes away with the working folder: other processes must not miss the tool meanwhile
    await rename(entry, `${made}.replaced`).catch(ignoreMissing);
    await rename(made, entry);
    context.progress({
      what: `${tool.name} ${unit.version}`,
      state: "done",
      text: summary(unit, stamp),
    });
  }
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}

function summary(unit: Unit, stamp: Stamp): string {
  const how = stamp.source === "build" ? unit.build.done : "downloaded";
  const size = Object.values(stamp.files).reduce((sum, file) => sum + file.size, 0);
  const really = stamp.version === unit.version ? "" : `, really ${stamp.version}`;
  return `${how} in ${duration(stamp.tookMs)} (${bytes(size)}${really})`;
}

/** Points the links of a tool to where it is now. */
export async function linkTool(context: ToolContext, tool: Tool, found: FoundTool): Promise<void> {
  const { cache, versions } = context;
  if (tool.isOnPath === true) await linkAt(join(binDir(cache, versions), tool.name), found);
  if (tool.link !== undefined) await linkAt(join(cache, tool.link), found);
}

/** The old link is replaced in one step. */
async function linkAt(link: string, found: FoundTool): Promise<void> {
  if ((await readlink(link).catch(() => undefined)) === found.path) return;
  await mkdir(dirname(link), { recursive: true });
  const draft = `${link}.${process.pid}`;
  await rm(draft, { force: true });
  await symlink(found.path, draft);
  await rename(draft, link);
}
