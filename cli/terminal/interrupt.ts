import type { Interruptible } from "../../app/caller.js";

/**
 * Lets Ctrl-C stop work early, and well, by the signal that the work is given. A second Ctrl-C ends the process at
 * once: the engine goes with its program, and what it had not written down is found again by the next run.
 * @param onStop told of the first one.
 */
export const interruptibleBy =
  (onStop: () => void): Interruptible =>
  async (work) => {
    const controller = new AbortController();
    const stop = (): void => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
      onStop();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    try {
      return await work(controller.signal);
    } finally {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    }
  };

/** Does work that stops quietly. */
export const interruptible = interruptibleBy(() => undefined);
