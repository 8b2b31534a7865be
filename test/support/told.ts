import type { Caller } from "../../app/caller.js";
import type { AppEvent } from "../../app/events.js";
import { linesOf } from "../../cli/text/events.js";

/** A listener that keeps what it is told, in the words of the terminal. */
export function listener() {
  const lines: string[] = [];
  const events: AppEvent[] = [];
  const tell = (event: AppEvent): void => {
    events.push(event);
    lines.push(...linesOf(event));
  };
  return { tell, lines, events };
}

/** Who called an operation: is told, is asked nothing that it doesn't answer, and stops nothing. */
export const callerWith = (changes: Partial<Caller> = {}): Caller => ({
  tell: () => undefined,
  decide: (question) => Promise.reject(new Error(`asked: ${JSON.stringify(question)}`)),
  interruptible: (work) => work(new AbortController().signal),
  ...changes,
});
