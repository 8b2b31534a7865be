import { setTimeout as pause } from "node:timers/promises";

export interface WaitOptions {
  /** How long to look, in ms. The last look is the one after it. */
  readonly limitMs: number;
  /** The pause between two looks, in ms. */
  readonly pauseMs: number;
  /** Default: a timer. */
  readonly sleep?: ((ms: number) => Promise<unknown>) | undefined;
  /** The time, in ms. Default: the clock. */
  readonly now?: (() => number) | undefined;
}

/**
 * Looks again and again for something that comes by itself.
 * @param look gives it, or undefined while it is not there; what it throws ends the wait.
 * @returns undefined when the time is up.
 */
export async function waitFor<T>(
  look: () => Promise<T | undefined>,
  { limitMs, pauseMs, sleep = pause, now = Date.now }: WaitOptions,
): Promise<T | undefined> {
  const started = now();
  for (;;) {
    const found = await look();
    if (found !== undefined || now() - started >= limitMs) return found;
    await sleep(pauseMs);
  }
}

/** The same for what is true or not yet. @returns whether it came true in time */
export const waitUntil = async (
  look: () => Promise<boolean>,
  options: WaitOptions,
): Promise<boolean> =>
  (await waitFor(async () => ((await look()) ? true : undefined), options)) === true;
