import { ToolError } from "./errors.js";
import type { Exec } from "./exec.js";
import { isGone } from "./gone.js";
import { root } from "./paths.js";
import { quoted } from "./quote.js";

/** Who listens on a port. */
export interface PortHolder {
  /** In words: `nginx (process 4711)`. */
  readonly text: string;
  /** The command that frees the port, where one is known. */
  readonly next: string | undefined;
}

/** The stack that made a container, by the container's id as Docker shortens it. */
export type StackOf = (container: string) => Promise<string | undefined>;

/** A program that runs from a stack's own folder, of whatever checkout. */
const STACK = /^(\/(?:(?! -).)*?)\/\.lab\/stacks\/([^/\s]+)\/(?:\S*\/)?([\w-]+)/;

/** A question must not hold up the error that waits for its answer, in ms. */
const ASK_TIMEOUT_MS = 5_000;

/**
 * Who listens on a port, as far as the system tells: a process, or the container behind Docker's proxy.
 * Undefined: a process of somebody else, which only root may see.
 */
export async function holderOf(
  port: number,
  exec: Exec,
  stackOf: StackOf = () => Promise.resolve(undefined),
): Promise<PortHolder | undefined> {
  const ask = (command: string, args: readonly string[]): Promise<string> =>
    exec(command, args, { timeoutMs: ASK_TIMEOUT_MS }).then(
      ({ stdout }) => stdout.trim(),
      () => "",
    );
  const published = await ask("docker", [
    ...["ps", "--filter", `publish=${port}`, "--format", "{{.ID}} {{.Names}}"],
  ]);
  const [container = "", name] = published.split("\n")[0]?.split(" ") ?? [];
  if (name !== undefined) return holder(`container ${name}`, await stackOf(container));
  const ss = await ask("ss", ["-Hltnp", `sport = :${port}`]);
  const pid =
    /pid=(\d+)/.exec(ss)?.[1] ??
    /^\d+/.exec(await ask("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-t"]))?.[0];
  if (pid === undefined) return undefined;
  const command = await ask("ps", ["-o", "args=", "-p", pid]);
  const program = /^(?:\S*\/)?([^\s/:]+)/.exec(command)?.[1] ?? "a program";
  const [, checkout, stack, own] = STACK.exec(command) ?? [];
  return holder(`${own ?? program} (process ${pid})`, stack, checkout);
}

/** @param checkout where the stack is; undefined: in this one. A command of another one's works only from there. */
function holder(who: string, stack: string | undefined, checkout = root): PortHolder {
  if (stack === undefined) return { text: who, next: undefined };
  const down = `./lab down ${stack}`;
  if (checkout === root) return { text: `${who} of stack ${stack}`, next: down };
  const text = `${who} of stack ${stack} in ${checkout}`;
  if (isGone(checkout)) return { text: `${text}, which is gone`, next: `./lab down --orphans` };
  return { text, next: `cd ${quoted(checkout)} && ${down}` };
}
/**
 * The command with which the holder of a port is looked for: one that this machine has.
 * @param windows whether Windows is around it, as with WSL: its programs hold ports that Linux does not know of.
 */
export async function howToFind(
  port: number,
  exec: Exec,
  platform: NodeJS.Platform = process.platform,
  windows = process.env["WSL_DISTRO_NAME"] !== undefined,
): Promise<string> {
  const lsof = `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
  if (platform !== "linux") return lsof;
  if (windows) return `netstat.exe -ano -p TCP | grep :${port}`;
  const has = (program: string): Promise<boolean> =>
    exec(program, ["-v"], { timeoutMs: ASK_TIMEOUT_MS }).then(
      () => true,
      (error: unknown) => !(error instanceof ToolError && error.code === "command-missing"),
    );
  if (await has("ss")) return `sudo ss -ltnp 'sport = :${port}'`;
  return (await has("lsof")) ? `sudo ${lsof}` : `docker ps --filter publish=${port}`;
}
