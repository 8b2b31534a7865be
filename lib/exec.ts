import { execa, ExecaError, type Options } from "execa";
import { debuglog } from "node:util";
import { toolEnvironment } from "./environment.js";
import { ToolError } from "./errors.js";

const debug = debuglog("lab");
const STDERR_LINES = 20;

export interface ExecOptions {
  /** Time limit in ms; there is always one. Default 60 000. */
  readonly timeoutMs?: number;
  readonly cwd?: string;
  /** Added to what of this process's environment reaches programs (lib/environment.ts). */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Standard input. Default: none. */
  readonly input?: string;
  /** What the user can do when it fails. */
  readonly next?: string;
  /** Ends the process when it is aborted. */
  readonly signal?: AbortSignal;
  /** Called with each line of standard error as it comes, for progress. */
  readonly onLine?: (line: string) => void;
}

export interface ExecResult {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command and gives its output. The type of every function that needs a process: tests pass another. */
export type Exec = (
  command: string,
  args: readonly string[],
  options?: ExecOptions,
) => Promise<ExecResult>;

/**
 * Runs a command, never through a shell. `NODE_DEBUG=lab` prints each one.
 * @throws ToolError `command-missing` when there is no such program.
 * @throws ToolError `command-failed` with the command, its exit code and the last lines of its standard error.
 */
export const exec: Exec = async (command, args, options = {}) => {
  debug("%s %s", command, args.join(" "));
  const settings: Options = {
    timeout: options.timeoutMs ?? 60_000,
    maxBuffer: 256 * 1024 * 1024,
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    extendEnv: false,
    env: { ...toolEnvironment(process.env), ...options.env },
    ...(options.input === undefined ? { stdin: "ignore" } : { input: options.input }),
  };
  const child = execa(command, args, { ...settings, encoding: "utf8" });
  if (options.onLine !== undefined) child.stderr?.on("data", lines(options.onLine));
  try {
    const { stdout, stderr } = await child;
    return { stdout: textOf(stdout), stderr: textOf(stderr) };
  } catch (error) {
    throw commandFailed(error, options.next);
  }
};

/** Cuts a stream of chunks into whole lines. */
function lines(onLine: (line: string) => void): (chunk: Buffer) => void {
  let rest = "";
  return (chunk) => {
    const parts = (rest + chunk.toString()).split(/[\r\n]+/);
    rest = parts.pop() ?? "";
    parts.filter((part) => part !== "").forEach(onLine);
  };
}

/** Longer command lines are cut in messages; `NODE_DEBUG=lab` prints them whole. */
const COMMAND_SHOWN = 160;

const KILLED = "It was killed from outside: most often by the system, when memory runs out.";

function commandFailed(error: unknown, next: string | undefined): unknown {
  if (!(error instanceof ExecaError)) return error;
  const { shortMessage, command } = error;
  if (error.code === "ENOENT") {
    const program = command.split(" ")[0] ?? command;
    return new ToolError("command-missing", `There is no program ${program} on PATH.`, {
      cause: error,
      next: next ?? `install ${program} with the packages of your system`,
    });
  }
  const shown = command.length > COMMAND_SHOWN ? `${command.slice(0, COMMAND_SHOWN)}…` : command;
  const tail = textOf(error.stderr).trim().split("\n").slice(-STDERR_LINES).join("\n");
  // nobody else ends a process like that: the kernel does when memory runs out, and a shell then tells 137
  const wasKilled = error.signal === "SIGKILL" || error.exitCode === 137;
  const why = wasKilled && !error.timedOut && !error.isCanceled ? KILLED : "";
  const message = [shortMessage.replace(command, shown), why, tail].filter(Boolean).join("\n");
  return new ToolError("command-failed", message, {
    cause: error,
    ...(next === undefined ? {} : { next }),
  });
}

const textOf = (stream: unknown): string => (typeof stream === "string" ? stream : "");
