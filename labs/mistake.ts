import { UsageError } from "../lib/errors.js";

/** Shows all mistakes of all weeks, one a line of its report. */
const NEXT = "npm run check";

/**
 * A mistake of whoever writes a week, told where it is.
 * @param at the file from the checkout's root, with the line where there is one: `labs/week9/1-start/9.2-x.md:3`
 * @param seen the value there
 * @param allowed what may stand there
 * @param next what shows that it is mended. Default: `npm run check`
 */
export const mistake = (at: string, seen: string, allowed: string, next = NEXT): UsageError =>
  new UsageError(
    "bad-week",
    `${at}: ${seen}${/[.?]$/.test(seen) ? "" : "."} Allowed: ${allowed}.`,
    {
      next,
    },
  );

/** What shows a step anew, once its file is mended. */
export const showStep = (id: string): string => `./lab show ${id}`;

/**
 * Evaluates what a file of a week says. A value that it gives and that is refused is the writer's mistake, so it is
 * told with the file. What is told already is passed on, and so is all else: a TypeError may be the lab's own mistake.
 */
export function saidIn<T>(file: string, next: string, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new UsageError("bad-week", `${file}: ${error.message}`, { next, cause: error });
  }
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof RangeError || (error instanceof Error && error.constructor === Error);
