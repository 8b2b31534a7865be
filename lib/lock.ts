import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./processes.js";

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
}

export interface LockOptions {
  /** Called once when somebody else holds it. */
  readonly onWait?: (holder: Holder) => void;
  /** How often to look again, in ms. Default 250. */
  readonly pollMs?: number;
  /**
   * A lock that its holder has not touched for so long is taken over, in ms. Default 120 000: it is
   * touched every 10 s, and only this tells that a holder on another machine is dead.
   */
  readonly staleMs?: number;
}

const TOUCH_MS = 10_000;

/**
 * Does work while no other process does the same. A holder that has died is replaced at once.
 * Two takers of a dead lock may both win in rare cases: what is done under it must not depend on it.
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let waited = false;
  while (!(await take(file))) {
    const holder = await readHolder(file);
    if (holder === undefined || (await isDead(file, holder, options.staleMs ?? 120_000))) {
      await rm(file, { force: true });
      continue;
    }
    if (!waited) options.onWait?.(holder);
    waited = true;
    await sleep(options.pollMs ?? 250);
  }
  const touch = setInterval(() => {
    const now = new Date();
    void utimes(file, now, now).catch(() => undefined);
  }, TOUCH_MS);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  const holder: Holder = { pid: process.pid, host: hostname() };
  const draft = `${file}.${randomUUID()}`;
  // A lock appears with its content at once, or a reader could take it for a broken one.
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Undefined when the lock has gone, or is not one of ours. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

async function isDead(file: string, holder: Holder, staleMs: number): Promise<boolean> {
  if (holder.host === hostname() && !isAlive(holder.pid)) return true;
  const stats = await stat(file).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > staleMs;
}
