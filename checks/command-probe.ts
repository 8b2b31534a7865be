import type { CommandProbe } from "../labs/checks.js";
import { messageOf } from "../lib/errors.js";
import type { ExecResult } from "../lib/exec.js";

/** Runs a command on the host, with the lab's tools on its PATH. */
export type HostCommand = (command: readonly string[]) => Promise<ExecResult>;

/** What is wrong with the output of a command; undefined when nothing is. It must end well, too. */
export async function judgeCommand(
  probe: CommandProbe,
  run: HostCommand,
): Promise<string | undefined> {
  const title = probe.command.join(" ");
  const ran = await run(probe.command).catch((error: unknown) => messageOf(error));
  if (typeof ran === "string") return `${title}: ${ran.split("\n")[0] ?? ""}`;
  // istioctl prints some of its results to standard error
  const printed = ran.stdout + ran.stderr;
  const matches = (expression: string): boolean => new RegExp(expression, "m").test(printed);
  if (probe.matches !== undefined && !matches(probe.matches)) {
    return `${title} printed ${shortened(printed)}, wanted a text like /${probe.matches}/`;
  }
  if (probe.lacks !== undefined && matches(probe.lacks)) {
    return `${title} printed ${shortened(printed)}, wanted no text like /${probe.lacks}/`;
  }
  return undefined;
}

const SHOWN = 200;

const shortened = (text: string): string =>
  JSON.stringify(text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`);
