/** How long the terminal's own Ctrl-C may take to reach the engine, in ms. */
const SIGNAL_GRACE_MS = 500;

/**
 * How long an engine that is to stop may say nothing, in ms: longer than what is under way takes, such as a node that
 * starts. An engine that waits for a program which in turn waits for the engine would do so for ever.
 */
const SILENCE_MS = 180_000;

/** How a run of the engine is stopped. */
export interface Stop {
  /** Aborted when the engine is to be told. */
  readonly signal: AbortSignal;
  /** To be given what the engine prints. */
  readonly watch: (text: string) => void;
  /** To be called when the run has ended. */
  readonly end: () => void;
}

/**
 * Passes a wish to stop on to the engine, which finishes what is under way and saves its state. A terminal tells it of
 * Ctrl-C by itself; only where it was not told is it told here. Twice would end it at once.
 * @param endEngine ends an engine that does not stop; what it had not written down is found again by the next run.
 */
export function stopFor(asked: AbortSignal, endEngine: () => void): Stop {
  const controller = new AbortController();
  let engineKnows = false;
  let grace: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  const waitAgain = (): void => {
    clearTimeout(silence);
    silence = setTimeout(endEngine, SILENCE_MS);
  };
  const pass = (): void => {
    waitAgain();
    grace = setTimeout(() => {
      if (!engineKnows) controller.abort();
    }, SIGNAL_GRACE_MS);
  };
  if (asked.aborted) pass();
  else asked.addEventListener("abort", pass, { once: true });
  return {
    signal: controller.signal,
    watch: (text) => {
      engineKnows ||= text.includes("^C received");
      if (silence !== undefined) waitAgain();
    },
    end: () => {
      asked.removeEventListener("abort", pass);
      clearTimeout(grace);
      clearTimeout(silence);
    },
  };
}
