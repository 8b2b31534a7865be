import { setTimeout as sleep } from "node:timers/promises";

/** How often it is looked whether all live, in ms. */
const LOOK_MS = 1_000;

/**
 * Does work that is of no use any more when a process dies: kwokctl waits two minutes for an API server whose etcd
 * has ended long ago, and then says nothing of it.
 * @param whyDead the error of what has died; undefined while all live.
 * @throws what `work` throws, or the error of what died: the work is aborted then.
 */
export async function whileAlive<T>(
  work: (signal: AbortSignal) => Promise<T>,
  whyDead: () => Promise<Error | undefined>,
  lookMs = LOOK_MS,
): Promise<T> {
  const stop = new AbortController();
  const ended = new AbortController();
  let died: Error | undefined;
  const watch = async (): Promise<void> => {
    while (died === undefined) {
      await sleep(lookMs, undefined, { signal: ended.signal });
      died = await whyDead().catch(() => undefined);
    }
    stop.abort();
  };
  const watching = watch().catch(() => undefined);
  try {
    return await work(stop.signal);
  } catch (error) {
    // the last look: what died may have ended the work before it was noticed
    throw died ?? (await whyDead().catch(() => undefined)) ?? error;
  } finally {
    ended.abort();
    await watching;
  }
}
