import { LabError, UsageError } from "../lib/errors.js";

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

/** The top-level code of a week's file in a stack trace: a frame without a function's name. */
const LOADED =
  /^\s+at (?:async )?(?:<anonymous> \()?[^()\n]*\/(labs\/[a-z]+\d+\/[^\s():]+\.ts):(\d+):\d+\)?$/m;

/**
 * What was thrown while a week was loaded, told by the file and line of the week that it comes from: a probe or a patch
 * was given what it can't take. All else is given back as it is.
 */
export function saidAsLoaded(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof LabError) return thrown;
  const [, file, line] = LOADED.exec(thrown.stack ?? "") ?? [];
  if (file === undefined || line === undefined) return thrown;
  const message = `${file}:${line}: ${thrown.message}`;
  return new UsageError("bad-week", message, { next: NEXT, cause: thrown });
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof RangeError || (error instanceof Error && error.constructor === Error);
