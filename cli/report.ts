import { BugError, LabError, messageOf } from "../lib/errors.js";
import { explained } from "../lib/system-error.js";

/**
 * Writes an error to standard error: for a person, or as data under `--json`.
 * @returns the exit code: 2 when the user can fix it by another input, 1 otherwise.
 */
export function report(
  thrown: unknown,
  asJson: boolean,
  write: (text: string) => void = (text) => void process.stderr.write(`${text}\n`),
): number {
  const error = explained(thrown);
  const known = error instanceof LabError ? error : undefined;
  if (asJson) {
    const { code = "bug", next } = known ?? {};
    write(JSON.stringify({ error: { code, message: messageOf(error), next } }));
    return known?.exitCode ?? 1;
  }
  write(`error: ${messageOf(error)}`);
  if (known?.next !== undefined) write(`  next: ${known.next}`);
  const isOurs = known === undefined || known instanceof BugError;
  if (isOurs) write(stackOf(error));
  return known?.exitCode ?? 1;
}

const stackOf = (error: unknown): string =>
  `This is a mistake of the lab itself; please report it with these lines:\n${error instanceof Error ? (error.stack ?? "") : ""}`;
