import { createInterface } from "node:readline/promises";
import { declined } from "../../app/caller.js";
import { UsageError } from "../../lib/errors.js";

/**
 * Asks before something is changed. `--yes` answers for scripts.
 * @throws UsageError `needs-yes` where nobody can answer, `declined` when the answer is no.
 */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (!(await confirmed(question, yes))) throw declined();
}

/** Whether the answer is a yes. @throws UsageError `needs-yes` where nobody can answer */
export async function confirmed(question: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (process.stdin.isTTY) return ask(question);
  throw new UsageError("needs-yes", `"${question}" needs an answer, and there is no terminal.`, {
    next: "run the same command with --yes",
  });
}

/** Asks on the terminal; anything but `y` or `yes` is a no. Standard output stays free for results. */
export async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
