import { createInterface } from "node:readline/promises";
import { UsageError } from "../lib/errors.js";

/**
 * Asks before something is changed. `--yes` answers for scripts.
 * @throws UsageError `needs-yes` where nobody can answer, `declined` when the answer is no.
 */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) {
    throw new UsageError("needs-yes", `"${question}" needs an answer, and there is no terminal.`, {
      next: "run the same command with --yes",
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw new UsageError("declined", "Nothing was changed.");
}
