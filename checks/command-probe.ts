import { wrongField } from "../labs/expected.js";
import type { CommandProbe } from "../labs/probe-kinds.js";
import { messageOf } from "../lib/errors.js";
import type { ExecOptions, ExecResult } from "../lib/exec.js";
import { execArgs } from "./pod.js";
import { plainly, seenWrong, type Look, type World, type Wrong } from "./seen.js";
import { cut, expression, glance, quoted } from "./text.js";
import { sentNowAndThen } from "./traffic.js";

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

/** Runs a command, after its traffic was sent. */
export function commandLook(
  probe: CommandProbe,
  world: Pick<World, "kubectl" | "host" | "node" | "http">,
): Look {
  const sent = sentNowAndThen(probe.after, world.http);
  return async () => {
    await sent();
    return seenWrong(await judgeCommand(probe, runnerOf(probe, world)));
  };
}

/** What is wrong with the output of a command; undefined when nothing is. It must end well, too. */
export async function judgeCommand(
  probe: CommandProbe,
  run: HostCommand,
  now = new Date(),
): Promise<Wrong | undefined> {
  const title = titleOf(probe);
  const ran = await run(probe.command).catch((error: unknown) => reason(messageOf(error)));
  if (typeof ran === "string") return plainly(`${title}: ${ran}`);
  // istioctl prints some of its results to standard error
  const printed = ran.stdout + ran.stderr;
  const wrong =
    wrongText(probe, printed) ?? wrongJson(probe, ran.stdout) ?? wrongTime(probe, printed, now);
  if (wrong === undefined) return undefined;
  const { said = quoted(printed), seen, wanted } = wrong;
  return { text: `${title} printed ${said}, wanted ${wanted}`, seen, wanted, whole: printed };
}

/** What is wrong with an output: what was seen of it at a glance, and what was wanted. */
interface WrongOutput {
  readonly seen: string;
  readonly wanted: string;
  /** What the sentence says was printed. Default: the beginning of the output. */
  readonly said?: string;
}

function wrongText({ matches, lacks }: CommandProbe, printed: string): WrongOutput | undefined {
  if (matches !== undefined && !expression(matches).test(printed))
    return { seen: outputAtAGlance(printed), wanted: `a text like /${matches}/` };
  const unwanted = lacks === undefined ? null : expression(lacks).exec(printed);
  if (unwanted === null) return undefined;
  return { seen: glance(unwanted[0]), wanted: `no text like /${lacks}/` };
}

/** A short output as it is; of a long one the number of its lines says more than its beginning. */
function outputAtAGlance(printed: string): string {
  const lines = printed.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return "nothing was printed";
  const begin = glance(lines.join(" "));
  return begin.endsWith("…") ? `${lines.length} lines, none of them so: ${begin}` : begin;
}

/** What istioctl says besides is on standard error, and is no JSON. */
function wrongJson({ json = [] }: CommandProbe, printed: string): WrongOutput | undefined {
  if (json.length === 0) return undefined;
  const value = parsed(printed);
  if (value === undefined) return { seen: outputAtAGlance(printed), wanted: "JSON" };
  for (const fields of json) {
    const wrong = wrongField(value, fields);
    if (wrong === undefined) continue;
    const at = wrong.path === "" ? "" : ` at ${wrong.path}`;
    const said = `${cut(wrong.seen)}${at}`;
    return { seen: glance(said), wanted: wrong.wanted, said };
  }
  return undefined;
}

/** JSON of others; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const HOUR_MS = 3_600_000;

function wrongTime({ ends }: CommandProbe, printed: string, now: Date): WrongOutput | undefined {
  if (ends === undefined) return undefined;
  const [, time] = expression(ends.at).exec(printed) ?? [];
  if (time === undefined)
    return { seen: outputAtAGlance(printed), wanted: `a time after /${ends.at}/` };
  const hours = (Date.parse(time) - now.getTime()) / HOUR_MS;
  if (hours > 0 && hours <= ends.withinHours) return undefined;
  const wanted = `a time from ${now.toISOString()} on, at most ${ends.withinHours} hours later`;
  return { seen: glance(time), wanted, said: time };
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
