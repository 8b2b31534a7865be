import type { Exec, ExecOptions, ExecResult } from "../../lib/exec.js";

/** A program and its arguments. */
export type Command = readonly [string, ...string[]];

/** Runs its arguments, cut in two by the number in the first one, as `left | right`. */
const SCRIPT = '"${@:2:$1}" | "${@:2+$1}"';

/**
 * Sends what one command writes into another: `zstd -dc …` into `docker load`. The one place where a shell is
 * used; it gets the commands as arguments, so that nothing in them is ever read as shell code.
 * @throws ToolError `command-failed` when either side fails, with the last lines of both
 */
export function pipe(
  exec: Exec,
  from: Command,
  to: Command,
  options: ExecOptions = {},
): Promise<ExecResult> {
  const args = ["-o", "pipefail", "-c", SCRIPT, "pipe", String(from.length), ...from, ...to];
  return exec("bash", args, options);
}
