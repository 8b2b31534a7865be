import { readdir, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../lib/errors.js";
import { exec } from "../../lib/exec.js";
import { withLock, type Holder } from "../../lib/lock.js";
import { labDir, stateDir } from "../../lib/paths.js";
import { runningProcesses } from "../../lib/processes.js";
import { lockDir } from "../../stacks/checkpoint.js";

/** What Pulumi's file backend writes into a lock. */
interface LockContent {
  readonly pid: number;
  readonly hostname: string;
  readonly timestamp: string;
}

/**
 * Works on a stack while no other run does.
 * @param say told of each lock of a killed run that was cleared.
 * @throws UsageError `stack-busy` with the process that works on the stack.
 */
export async function exclusively<T>(
  stack: string,
  say: (line: string) => void,
  work: () => Promise<T>,
  folder = labDir,
): Promise<T> {
  const onWait = ({ pid, host }: Holder): never => {
    throw busy(stack, `process ${pid} on ${host}`);
  };
  const locked = async (): Promise<T> => {
    await clearDeadLocks(stack, say, join(folder, "state"));
    return work();
  };
  return withLock(join(folder, `${stack}.lock`), locked, { onWait });
}

/**
 * Clears the lock of a run that was killed, and refuses to go on beside one that is alive.
 * @param say told of each lock that was cleared.
 * @throws UsageError `stack-busy` with the process that works on the stack.
 */
export async function clearDeadLocks(
  stack: string,
  say: (line: string) => void,
  folder = stateDir,
): Promise<void> {
  const locks = lockDir(stack, folder);
  const files = (await readdir(locks).catch(() => [])).filter((name) => name.endsWith(".json"));
  for (const file of files.map((name) => join(locks, name))) {
    const content = await readFile(file, "utf8").catch(() => undefined);
    if (content === undefined) continue;
    const lock = parse(content);
    if (lock !== undefined && (await isAlive(lock))) {
      throw busy(stack, `process ${lock.pid} on ${lock.hostname}, since ${lock.timestamp}`);
    }
    say(`Clearing the lock of a run that was killed (process ${lock?.pid ?? "unknown"}).`);
    await rm(file, { force: true });
  }
}

/** Undefined for a lock that was torn, as by a full disk: it holds nobody's name. */
function parse(content: string): LockContent | undefined {
  try {
    return JSON.parse(content) as LockContent;
  } catch {
    return undefined;
  }
}

/** Of a process on another machine nothing is known: it counts as alive. */
async function isAlive({ pid, hostname: host }: LockContent): Promise<boolean> {
  return host !== hostname() || (await runningProcesses([pid], exec)).length > 0;
}

/** @returns the error of two runs at once. */
export function busy(stack: string, holder: string): UsageError {
  return new UsageError("stack-busy", `Another run works on ${stack} (${holder}).`, {
    next: `wait until it has ended, then run the same command again`,
  });
}
