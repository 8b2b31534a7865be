import { bytes, duration, withHeartbeat, type Progress } from "../../lib/progress.js";

/** What a stage tells when it is over. */
export interface Outcome<T> {
  readonly value: T;
  /** What was made, in bytes, where that is worth telling. */
  readonly size?: number;
}

/** Keeps the last line of what a stage's commands say. */
export type Hear = (line: string) => void;

/**
 * Runs one stage of the bed: says that it begins, that it goes on, and what it took.
 * @param doing in words: `debootstrap`
 */
export async function stage<T>(
  progress: Progress,
  what: string,
  doing: string,
  work: (hear: Hear) => Promise<Outcome<T>>,
): Promise<T> {
  const started = Date.now();
  let last = "";
  progress({ what, state: "working", text: doing });
  const { value, size } = await withHeartbeat(
    progress,
    what,
    () => last,
    () =>
      work((line) => {
        last = line;
      }),
  );
  const volume = size === undefined ? "" : ` (${bytes(size)})`;
  progress({ what, state: "done", text: `in ${duration(Date.now() - started)}${volume}` });
  return value;
}
