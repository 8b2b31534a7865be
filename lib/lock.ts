import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { markOf } from "./process-mark.js";

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When that process began (`markOf`). Undefined: a lab of before wrote it. */
  readonly began?: string | undefined;
  /** What it is held for, in words: `stack week3 of /home/me/istio-lab`. */
  readonly what?: string | undefined;
}

export interface LockOptions {
  /** Called once when somebody else holds it. */
  readonly onWait?: (holder: Holder) => void;
  /** What it is held for, for those who wait. Default: nothing is said. */
  readonly what?: string;
  /** How often to look again, in ms. Default 250. */
  readonly pollMs?: number;
  /**
   * A lock that its holder has not touched for so long is taken over, in ms. Default 120 000: it is
   * touched every 10 s, and only this tells that a holder on another machine is dead.
   */
  readonly staleMs?: number;
}

const TOUCH_MS = 10_000;
export const STALE_MS = 120_000;

/** What this machine tells of the holder of a lock. */
export interface HolderFacts {
  /** The name of this machine. */
  readonly host: string;
  /** When the process here that has the holder's number began; undefined when none has it. */
  readonly began: string | undefined;
  /** How long ago the holder last touched it, in ms. */
  readonly untouchedMs: number;
}

/**
 * Whether nobody holds a lock any more. A number alone proves nothing: after a restart another process has it. Nor
 * does silence, here: a laptop that slept has touched nothing for hours. Of another machine only silence is known.
 */
export function isDead(holder: Holder, facts: HolderFacts, staleMs = STALE_MS): boolean {
  const isSame = holder.began !== undefined && holder.began === facts.began;
  // also when the machine has got another name meanwhile, as a laptop gets in another network
  if (isSame) return false;
  if (holder.host !== facts.host) return facts.untouchedMs > staleMs;
  if (facts.began === undefined || holder.began !== undefined) return true;
  return facts.untouchedMs > staleMs;
}

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
  while (!(await take(file, options.what))) {
    const { text, holder } = await readLock(file);
    if (holder === undefined || (await hasDied(file, holder, options.staleMs))) {
      await drop(file, text);
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

/** Who holds a lock now; undefined when nobody does. */
export async function holderOfLock(file: string): Promise<Holder | undefined> {
  const { holder } = await readLock(file);
  if (holder === undefined || (await hasDied(file, holder))) return undefined;
  return holder;
}

let ownMark: Promise<string | undefined> | undefined;

async function take(file: string, what: string | undefined): Promise<boolean> {
  ownMark ??= markOf(process.pid);
  const holder: Holder = { pid: process.pid, host: hostname(), began: await ownMark, what };
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

/** Takes a dead lock away, and puts back what somebody else has put in its place meanwhile. */
async function drop(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, "utf8")) !== text) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** No holder when the lock has gone, or is not one of ours. */
async function readLock(file: string): Promise<{ text: string; holder: Holder | undefined }> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    const isWhole = typeof holder?.pid === "number" && typeof holder.host === "string";
    return { text, holder: isWhole ? (holder as Holder) : undefined };
  } catch {
    return { text, holder: undefined };
  }
}

async function hasDied(file: string, holder: Holder, staleMs?: number): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  if (stats === undefined) return false;
  const untouchedMs = Date.now() - stats.mtimeMs;
  const began = await markOf(holder.pid);
  return isDead(holder, { host: hostname(), began, untouchedMs }, staleMs);
}
