import { join } from "node:path";
import { withLock } from "../../lib/lock.js";
import { removeLeftovers } from "../cache.js";
import { find } from "../find.js";
import { bedDir, type BedContext } from "./context.js";
import { ensureEngine, runningEngine } from "./engine/start.js";
import { requireMachine, SPACE, thisMachine, type Machine } from "./machine.js";
import { make, toolsOf } from "./make.js";
import { ensurePackages } from "./packages.js";
import { plan, type Group } from "./plan.js";
import { findArchive, load, missingImages, save } from "./store.js";

/** The lock that one process holds while it changes the bed. */
export function alone<T>(context: BedContext, work: () => Promise<T>): Promise<T> {
  return withLock(join(bedDir(context), "bed.lock"), work, {
    onWait: ({ pid, host }) => {
      const text = `another lab works on it (process ${pid} on ${host}), waiting`;
      context.progress({ what: "bed", state: "working", text });
    },
  });
}

/**
 * Sees to it that a Docker engine runs and has every image of the bed: from the cache, else made here and kept.
 * @throws UsageError for a machine that can't, see `requireMachine`
 * @throws ToolError when a stage fails
 */
export async function up(
  context: BedContext,
  machine: Machine = thisMachine(context.env),
): Promise<void> {
  const { node, lab } = plan(context);
  const groups = [node, lab].filter(({ images }) => images.length > 0);
  await requireMachine(context, machine, await spaceFor(context, groups));
  await alone(context, async () => {
    await removeLeftovers(context.cache);
    await ensureEngine(context);
    await ensurePackages(context, ["zstd", "bash"]);
    // one unpacks while the other is written to disk
    const there = await Promise.all(groups.map((group) => restored(context, group)));
    const toMake = groups.filter((_, index) => there[index] === false);
    if (toMake.length > 0) await make(context, toMake);
    for (const group of groups)
      if ((await findArchive(context, group)) === undefined) await save(context, group);
  });
}

/** Whether the engine has all of a group, perhaps now from the cache. */
async function restored(context: BedContext, group: Group): Promise<boolean> {
  if ((await missingImages(context.exec, group)).length === 0) return true;
  return (await findArchive(context, group)) !== undefined && (await load(context, group));
}

async function spaceFor(context: BedContext, groups: readonly Group[]): Promise<number> {
  const { exec } = context;
  if ((await runningEngine(context)) !== undefined) {
    const missing = await Promise.all(groups.map((group) => missingImages(exec, group)));
    if (missing.flat().length === 0) return 0;
  }
  const archives = await Promise.all(groups.map((group) => findArchive(context, group)));
  if (!archives.includes(undefined)) return SPACE.engine;
  const have = toolsOf(context, groups).every((tool) => find(context, tool).state === "ready");
  return have ? SPACE.images : SPACE.all;
}
