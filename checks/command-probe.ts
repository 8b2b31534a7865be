import type { CommandProbe } from "../labs/probe-kinds.js";
import { messageOf } from "../lib/errors.js";
import type { ExecOptions, ExecResult } from "../lib/exec.js";
import { execArgs } from "./pod.js";
import type { World } from "./seen.js";
import { expression, quoted } from "./text.js";

/** Runs a command where its probe says, a minute at most if nothing else is said. @throws ToolError when it ends badly. */
export type HostCommand = (
  command: readonly string[],
  options?: Pick<ExecOptions, "timeoutMs">,
) => Promise<ExecResult>;

/** Runs a command in the place of its probe. */
export function runnerOf(
  { where }: CommandProbe,
  world: Pick<World, "kubectl" | "host" | "node">,
): HostCommand {
  if (where === "host") return world.host;
  if (where === "node") return world.node;
  return (command) => world.kubectl(execArgs(where, command));
}

/** What is wrong with the output of a command; undefined when nothing is. It must end well, too. */
export async function judgeCommand(
  probe: CommandProbe,
  run: HostCommand,
  now = new Date(),
): Promise<string | undefined> {
  const title = titleOf(probe);
  const ran = await run(probe.command).catch((error: unknown) => reason(messageOf(error)));
  if (typeof ran === "string") return `${title}: ${ran}`;
  // istioctl prints some of its results to standard error
  const printed = ran.stdout + ran.stderr;
  if (probe.matches !== undefined && !expression(probe.matches).test(printed)) {
    return `${title} printed ${quoted(printed)}, wanted a text like /${probe.matches}/`;
  }
  if (probe.lacks !== undefined && expression(probe.lacks).test(printed)) {
    return `${title} printed ${quoted(printed)}, wanted no text like /${probe.lacks}/`;
  }
  const wrong = wrongTime(probe, printed, now);
  return wrong === undefined ? undefined : `${title} printed ${wrong}`;
}

const HOUR_MS = 3_600_000;

function wrongTime({ ends }: CommandProbe, printed: string, now: Date): string | undefined {
  if (ends === undefined) return undefined;
  const [, text] = expression(ends.at).exec(printed) ?? [];
  if (text === undefined) return `${quoted(printed)}, wanted a time after /${ends.at}/`;
  const hours = (Date.parse(text) - now.getTime()) / HOUR_MS;
  if (hours > 0 && hours <= ends.withinHours) return undefined;
  return `${text}, wanted a time from ${now.toISOString()} on, at most ${ends.withinHours} hours later`;
}

/** The command as a person would name it, with its place where that isn't the host. */
function titleOf({ where, command }: CommandProbe): string {
  const text = command.join(" ");
  if (where === "host") return text;
  return `${where === "node" ? "in the node" : `in ${where.pod}`}, ${text}`;
}

/** Of a failed process: that it failed, without the command line that is told already, and its last word. */
function reason(message: string): string {
  const lines = message.trim().split("\n");
  const head = (lines[0] ?? "").replace(/(exit code \d+): .*$/, "$1");
  const last = lines.length > 1 ? (lines.at(-1) ?? "") : "";
  return last === "" ? head : `${head}: ${last}`;
}
