import { readdir, readFile, rm } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../lib/errors.js";
import { exec, type Exec } from "../../lib/exec.js";
import { STALE_MS, withLock, type Holder } from "../../lib/lock.js";
import { labDir, stateDir } from "../../lib/paths.js";
import { lockDir } from "../../stacks/checkpoint-file.js";
import { processTable } from "../../lib/process-table.js";
import type { Tell } from "../events.js";
import { judgeLock, type LockFacts, type PulumiLock } from "./lock-verdict.js";

/** The lock that a run of the lab holds on a stack of a checkout, and touches while it works. */
export const stackLock = (stack: string, folder = labDir): string => join(folder, `${stack}.lock`);

/**
 * Works on a stack while no other run does.
 * @param tell told of each lock of a killed run that was cleared.
 * @throws UsageError `stack-busy` with the process that works on the stack; `stack-locked` where only the learner
 * can tell whether one does.
 */
export async function exclusively<T>(
  stack: string,
  tell: Tell,
  work: () => Promise<T>,
  folder = labDir,
): Promise<T> {
  const onWait = ({ pid, host }: Holder): never => {
    const isHere = host === hostname();
    throw busy(stack, `process ${pid} on ${host}`, isHere ? undefined : host);
  };
  const locked = async (): Promise<T> => {
    await clearDeadLocks(stack, tell, join(folder, "state"));
    return work();
  };
  return withLock(stackLock(stack, folder), locked, { onWait });
}

/**
 * Clears the lock of a run that was killed, and refuses to go on beside one that is alive.
 * @param tell told of each lock that was cleared.
 * @throws UsageError `stack-busy` with the process that works on the stack; `stack-locked`
 */
export async function clearDeadLocks(
  stack: string,
  tell: Tell,
  folder = stateDir,
  look: (folder: string) => Promise<LockFacts> = lockFacts,
): Promise<void> {
  const files = await lockFiles(stack, folder);
  if (files.length === 0) return;
  const facts = await look(folder);
  for (const file of files) {
    const content = await readFile(file, "utf8").catch(() => undefined);
    if (content === undefined) continue;
    const lock = parse(content);
    const verdict =
      lock === undefined ? ({ state: "left", why: "it is torn" } as const) : judgeLock(lock, facts);
    if (lock !== undefined && verdict.state === "held") {
      throw busy(stack, `process ${lock.pid} on ${lock.hostname}, since ${lock.timestamp}`);
    }
    if (lock !== undefined && verdict.state === "doubtful") throw doubtful(stack, lock, facts.host);
    tell({ kind: "lock-cleared", why: verdict.state === "left" ? verdict.why : "" });
    await rm(file, { force: true });
  }
}

/** Pulumi's locks on a stack. */
async function lockFiles(stack: string, folder: string): Promise<string[]> {
  const locks = lockDir(stack, folder);
  const names = (await readdir(locks).catch(() => [])).filter((name) => name.endsWith(".json"));
  return names.map((name) => join(locks, name));
}

/** A lock, for `lab unlock`. */
export interface FoundLock {
  readonly file: string;
  /** Undefined for a torn one. */
  readonly lock: PulumiLock | undefined;
}

/** Pulumi's locks on a stack, with what they say. */
export async function foundLocks(stack: string, folder = stateDir): Promise<FoundLock[]> {
  const files = await lockFiles(stack, folder);
  const read = async (file: string): Promise<FoundLock> => ({
    file,
    lock: parse(await readFile(file, "utf8").catch(() => "")),
  });
  return Promise.all(files.map(read));
}

/** What this machine tells of the locks in a folder. */
export async function lockFacts(folder: string, run: Exec = exec): Promise<LockFacts> {
  const now = new Date();
  const [isLocal, processes] = await Promise.all([isLocalDisk(folder, run), processTable(run)]);
  const bootedAt = new Date(now.getTime() - uptime() * 1000);
  return { host: hostname(), now, bootedAt, isLocal, processes };
}

/** `df -l` lists a folder's disk where it is one of this machine: so do GNU's, BSD's and macOS'. */
async function isLocalDisk(folder: string, run: Exec): Promise<boolean> {
  return run("df", ["-l", folder], { timeoutMs: 5_000 }).then(
    ({ stdout }) => stdout.trim().split("\n").length > 1,
    () => false,
  );
}

/** Undefined for a lock that was torn, as by a full disk: it holds nobody's name. */
function parse(content: string): PulumiLock | undefined {
  try {
    const lock = JSON.parse(content) as Partial<PulumiLock> | null;
    return typeof lock?.pid === "number" ? (lock as PulumiLock) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param elsewhere the machine of the holder where it is another one, of which only silence tells that it is dead.
 * @returns the error of two runs at once.
 */
export function busy(stack: string, holder: string, elsewhere?: string): UsageError {
  const silence = `; one that was killed on ${elsewhere ?? ""} counts as ended after ${STALE_MS / 60_000} minutes`;
  return new UsageError("stack-busy", `Another run works on ${stack} (${holder}).`, {
    next: `wait until it has ended, then run the same command again${elsewhere === undefined ? "" : silence}`,
  });
}

function doubtful(
  stack: string,
  { pid, hostname: host, timestamp }: PulumiLock,
  here: string,
): UsageError {
  return new UsageError(
    "stack-locked",
    `A run on ${host} holds the lock of ${stack} (process ${pid}, since ${timestamp}), and this is ${here}, which can't look there.`,
    { next: `if nothing of it runs any more: ./lab unlock ${stack}` },
  );
}
