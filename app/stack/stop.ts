/** How long the terminal's own Ctrl-C may take to reach the engine, in ms. */
const SIGNAL_GRACE_MS = 500;

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
 */
export function stopFor(asked: AbortSignal): Stop {
  const controller = new AbortController();
  let engineKnows = false;
  let timer: NodeJS.Timeout | undefined;
  const pass = (): void => {
    timer = setTimeout(() => {
      if (!engineKnows) controller.abort();
    }, SIGNAL_GRACE_MS);
  };
  if (asked.aborted) pass();
  else asked.addEventListener("abort", pass, { once: true });
  return {
    signal: controller.signal,
    watch: (text) => {
      engineKnows ||= text.includes("^C received");
    },
    end: () => {
      asked.removeEventListener("abort", pass);
      clearTimeout(timer);
    },
  };
}
