import { readFile, rm } from "node:fs/promises";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import type { BedContext } from "../context.js";
import { stage } from "../stage.js";
import { enginePaths } from "./config.js";
import { runs, type ProcessMark } from "./process.js";
import { dropRecord, ourEngine } from "./record.js";
import { waitUntil } from "../../../lib/wait.js";

const END_LIMIT_MS = 90_000;
const POLL_MS = 200;

/**
 * Ends the engine that the bed started, by its recorded process and never by a name, and removes its containers,
 * images and volumes. Does nothing when there is none.
 * @param limitMs how long the engine may take: it stops its containers first, each with ten seconds to end
 * @throws ToolError `engine-still-runs`, or `still-mounted` when a folder of its can't be let go
 */
export async function stopEngine(context: BedContext, limitMs = END_LIMIT_MS): Promise<void> {
  const engine = await ourEngine(context);
  const paths = enginePaths(context);
  await stage(context.progress, "docker engine", "ending it", async () => {
    if (engine !== undefined) await end(engine.process, limitMs);
    await unmountBelow(context.exec, [paths.data, paths.run]);
    for (const path of [
      paths.run,
      paths.data,
      paths.pidFile,
      paths.ownPidFile,
      paths.config,
      paths.log,
    ])
      await rm(path, { recursive: true, force: true });
    await dropRecord(context);
    return { value: undefined };
  });
}

async function end(mark: ProcessMark, limitMs: number): Promise<void> {
  process.kill(mark.pid, "SIGTERM");
  const isEnded = async (): Promise<boolean> => !(await runs(mark));
  if (await waitUntil(isEnded, { limitMs, pauseMs: POLL_MS })) return;
  throw new ToolError(
    "engine-still-runs",
    `The Docker engine (process ${mark.pid}) has not ended within ${limitMs / 1000} s.`,
    { next: `kill -9 ${mark.pid}, then ./lab bed down` },
  );
}

const ownMounts = (): Promise<string> => readFile("/proc/self/mountinfo", "utf8");

/**
 * An engine that was killed leaves mounts; deleting through one would delete what is not ours.
 * @param mounts gives the text of /proc/self/mountinfo
 * @throws ToolError `still-mounted`
 */
export async function unmountBelow(
  exec: Exec,
  folders: readonly string[],
  mounts = ownMounts,
): Promise<void> {
  const below = async (): Promise<readonly string[]> => mountsBelow(await mounts(), folders);
  // the innermost first
  for (const path of [...(await below())].reverse()) await exec("umount", ["--lazy", path]);
  const left = await below();
  if (left.length > 0)
    throw new ToolError("still-mounted", `Still mounted: ${left.join(", ")}.`, {
      next: `umount ${left.join(" ")}, then ./lab bed down`,
    });
}

/** The mount points at or below some folders, in the order of a text of /proc/<pid>/mountinfo. */
export function mountsBelow(mountinfo: string, folders: readonly string[]): readonly string[] {
  return mountinfo
    .split("\n")
    .map((line) => unescape(line.split(" ")[4] ?? ""))
    .filter((path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`)));
}

/** The kernel writes a space in a path as `\040`. */
const unescape = (path: string): string =>
  path.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
