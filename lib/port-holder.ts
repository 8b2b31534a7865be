import type { Exec } from "./exec.js";

/** Who listens on a port. */
export interface PortHolder {
  /** In words: `nginx (process 4711)`. */
  readonly text: string;
  /** The command that frees the port, where one is known. */
  readonly next: string | undefined;
}

/** The stack that made a container, by the container's id as Docker shortens it. */
export type StackOf = (container: string) => Promise<string | undefined>;

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
  // the path of a lab's own program may hold blanks
  const ours = /\/\.lab\/stacks\/([^/]+)\/(?:.*?\/bin\/([^\s/]+))?/.exec(command);
  const program = ours?.[2] ?? /^(?:\S*\/)?([^\s/:]+)/.exec(command)?.[1] ?? "a program";
  const stack = ours?.[1];
  return holder(`${program} (process ${pid})`, stack);
}

const holder = (who: string, stack: string | undefined): PortHolder =>
  stack === undefined
    ? { text: who, next: undefined }
    : { text: `${who} of stack ${stack}`, next: `./lab down ${stack}` };
