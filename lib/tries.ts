import { setTimeout as pause } from "node:timers/promises";

/** How often something is tried that may work a moment later. */
export const TRIES = 3;

/** The waits before the second and the third try, in ms. */
const WAITS_MS: readonly number[] = [1_000, 4_000];

/** Nobody waits longer than this because a server asks for it, in ms. */
const LONGEST_WAIT_MS = 30_000;

export interface Trying {
  /** How long to wait before another try, in ms, at least; undefined: there is none. */
  readonly again: (error: unknown) => number | undefined;
  /** Called before a wait of so many ms; `next` is the number of the try that follows. */
  readonly onWait?: ((error: unknown, next: number, waitMs: number) => void) | undefined;
  /** How often, in all. Default 3. */
  readonly tries?: number | undefined;
  /** Default: a timer. */
  readonly sleep?: ((ms: number) => Promise<unknown>) | undefined;
}

/**
 * Does work up to three times, or as often as asked for, with growing waits in between.
 * @throws the error of the last try
 */
export async function withTries<T>(
  work: () => Promise<T>,
  { again, onWait, sleep = pause, tries = TRIES }: Trying,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      const asked = tried < tries ? again(error) : undefined;
      if (asked === undefined || asked > LONGEST_WAIT_MS) throw error;
      const waitMs = Math.max(asked, WAITS_MS[tried - 1] ?? 0);
      onWait?.(error, tried + 1, waitMs);
      await sleep(waitMs);
    }
  }
}

/** The wait that a `Retry-After` header asks for, in ms: seconds, or a date. 0 where there is none. */
export function retryAfter(header: string | null, now = Date.now()): number {
  if (header === null) return 0;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}
