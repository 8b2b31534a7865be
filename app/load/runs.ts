import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Loop } from "../../labs/loops.js";
import { ToolError } from "../../lib/errors.js";
import { startDetached } from "../../lib/detached.js";
import { exec } from "../../lib/exec.js";
import { writeJson } from "../../lib/json-file.js";
import { root } from "../../lib/paths.js";
import { runningProcesses } from "../../lib/processes.js";
import { filesOf, loadDir, readCounts, readRuns, type LoopCounts, type LoopRun } from "./files.js";
import { waitFor, waitUntil } from "../../lib/wait.js";

/** The program that a loop runs in (lib/start.mjs). */
export const WORKER = "app/load/worker.ts";

/** How long a loop may take to its first answer and to its end, in ms: an answer may take 10 s. */
const BEGIN_MS = 20_000;
const END_MS = 5_000;
const POLL_MS = 50;
const MINUTE_MS = 60_000;

/** A loop that was started, with what it has counted, and whether it still runs. */
export interface LoopState extends LoopRun {
  readonly runs: boolean;
  readonly counts: LoopCounts;
}

/** The loops of a stack that were started and not stopped. */
export async function loopStates(stack: string, dir = loadDir(stack)): Promise<LoopState[]> {
  const found = await readRuns(dir);
  return Promise.all(
    found.map(async (run) => ({
      ...run,
      runs: await isRunning(run, dir),
      counts: (await readCounts(dir, run.name)) ?? { answers: {} },
    })),
  );
}

/** A process is the loop's when its command ends so: its number may be another's by now. */
const identity = (dir: string, { name, until }: Pick<LoopRun, "name" | "until">): string[] => [
  dir,
  name,
  until,
];

/** What Node is started with for a loop: app/orphans/find.ts knows it again by this. */
export const workerArguments = (
  stack: string,
  dir: string,
  loop: Pick<LoopRun, "name" | "until">,
): string[] => [join(root, "lib", "start.mjs"), WORKER, stack, ...identity(dir, loop)];

async function isRunning(run: LoopRun, dir: string): Promise<boolean> {
  const [found] = await runningProcesses([run.pid], exec);
  return found?.command.endsWith(identity(dir, run).join(" ")) === true;
}

/**
 * Starts a loop in the background and waits for its first answer, or for its word that there is none.
 * @param minutes after which it ends by itself.
 * @throws ToolError `loop-not-started` with the file that says why.
 */
export async function startLoop(
  stack: string,
  { name }: Loop,
  minutes: number,
  dir = loadDir(stack),
): Promise<LoopState> {
  const files = filesOf(dir, name);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await rm(files.counts, { force: true });
  const now = Date.now();
  const [started, until] = [now, now + minutes * MINUTE_MS].map((ms) => new Date(ms).toISOString());
  const planned = { name, pid: 0, started: started ?? "", until: until ?? "" };
  // the file is there before the process, which ends without it
  await writeJson(files.run, planned);
  const args = workerArguments(stack, dir, planned);
  const pid = await startDetached(process.execPath, args, { log: files.log, cwd: root });
  const run = { ...planned, pid };
  await writeJson(files.run, run);
  const look = async (): Promise<Partial<LoopState> | undefined> => {
    // asked first: what it counted in its last moment must not be missed
    const runs = await isRunning(run, dir);
    const counts = await readCounts(dir, name);
    if (counts !== undefined) return { runs, counts };
    return runs ? undefined : { runs };
  };
  const begun = await waitFor(look, { limitMs: BEGIN_MS, pauseMs: POLL_MS });
  const { runs = false, counts } = begun ?? {};
  if (counts !== undefined) return { ...run, runs, counts };
  await stopLoop(run, dir);
  throw new ToolError("loop-not-started", `The loop ${name} did not start.`, {
    next: `less ${files.log}`,
  });
}

/** Ends a loop, and nothing else that may have got its number since. Its log stays. */
export async function stopLoop(run: LoopRun, dir: string): Promise<void> {
  const files = filesOf(dir, run.name);
  await rm(files.run, { force: true });
  if (await isRunning(run, dir)) kill(run.pid);
  const isEnded = async (): Promise<boolean> => !(await isRunning(run, dir));
  await waitUntil(isEnded, { limitMs: END_MS, pauseMs: POLL_MS });
  await rm(files.counts, { force: true });
}

/** Ends a process that holds nothing it would have to put back. */
function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // without its file it ends by itself, and may just have done so
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Ends all loops of a stack and removes their files: for `lab down`. */
export async function stopAll(stack: string, dir = loadDir(stack)): Promise<void> {
  for (const run of await readRuns(dir)) await stopLoop(run, dir);
  await rm(dir, { recursive: true, force: true });
}
