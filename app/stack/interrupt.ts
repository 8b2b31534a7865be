/** How long the terminal's own Ctrl-C may take to reach the engine, in ms. */
const SIGNAL_GRACE_MS = 500;

/** What a run of the engine knows of Ctrl-C. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** To be given what the engine prints. */
  readonly watch: (text: string) => void;
  readonly happened: () => boolean;
  readonly stop: () => void;
}

/**
 * On Ctrl-C the engine finishes what is under way and saves its state. A terminal tells it by itself; when only
 * this process was told, the signal is passed on. Twice would end it at once.
 */
export function onInterrupt(say: (line: string) => void): Interrupt {
  const controller = new AbortController();
  let happened = false;
  let engineKnows = false;
  const handler = (): void => {
    // the engine is gone with its program: what it had not written down is found again by the next run
    if (happened) process.exit(1);
    happened = true;
    say("Stopping: what is under way is finished first. Ctrl-C again ends it at once.");
    setTimeout(() => {
      if (!engineKnows) controller.abort();
    }, SIGNAL_GRACE_MS);
  };
  process.on("SIGINT", handler);
  process.on("SIGTERM", handler);
  return {
    signal: controller.signal,
    watch: (text: string): void => {
      engineKnows ||= text.includes("^C received");
    },
    happened: () => happened,
    stop: (): void => {
      process.off("SIGINT", handler);
      process.off("SIGTERM", handler);
    },
  };
}
