import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../../lib/errors.js";
import { bedDir, type BedContext } from "./context.js";
import { bedImageNames, containers, HASH_LABEL } from "./docker.js";
import { enginePaths } from "./engine/config.js";
import { runningEngine } from "./engine/start.js";
import { ourEngine } from "./engine/record.js";
import { stopEngine } from "./engine/stop.js";

/** What `down` would remove, for the question that comes before. */
export interface Loss {
  /** Whether the engine itself ends. */
  readonly endsEngine: boolean;
  /** Containers that go with it, running or not. */
  readonly containers: readonly string[];
  /** Images of the bed that are taken out of an engine which is not ours. */
  readonly images: readonly string[];
}

/**
 * What would be lost.
 * @throws UsageError `bed-in-use` when containers of an engine that is not ours run the bed's images: they
 * belong to somebody, and are not removed on the way
 */
export async function lossOf(context: BedContext): Promise<Loss> {
  const { exec } = context;
  const engine = await runningEngine(context);
  if (engine === undefined) {
    const left = existsSync(enginePaths(context).data) || (await ourEngine(context)) !== undefined;
    return { endsEngine: left, containers: [], images: [] };
  }
  if (engine.ours) return { endsEngine: true, containers: await containers(exec), images: [] };
  const users = await containers(exec, HASH_LABEL);
  if (users.length > 0)
    throw new UsageError(
      "bed-in-use",
      `The Docker engine is not the bed's own, and these containers run images of the bed: ${users.join(", ")}.`,
      { next: "./lab down, or docker rm for what is not a lab's; then ./lab bed down" },
    );
  return { endsEngine: false, containers: [], images: await bedImageNames(exec) };
}

/**
 * Removes the bed: the engine that it started with all in it, or its images from an engine that is not ours.
 * @param purge also deletes what the cache keeps, so that the next `up` makes everything again
 * @throws ToolError `engine-still-runs`, `still-mounted` or `command-failed`
 */
export async function down(context: BedContext, loss: Loss, purge: boolean): Promise<void> {
  if (loss.endsEngine) await stopEngine(context);
  if (loss.images.length > 0) await context.exec("docker", ["image", "rm", ...loss.images]);
  if (!purge || !existsSync(bedDir(context))) return;
  // the lock is in there as well, and held
  for (const name of await readdir(bedDir(context)))
    if (!name.endsWith(".lock")) await rm(join(bedDir(context), name), { recursive: true });
}
