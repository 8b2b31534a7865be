import { createServer } from "node:net";
import { UsageError } from "./errors.js";
import { exec as runProcess, type Exec } from "./exec.js";

const LOOPBACK = "127.0.0.1";

/** Whether nothing listens on a TCP port. Port 0 always is free: the kernel picks one. */
export function isFree(port: number, address = LOOPBACK): Promise<boolean> {
  if (port === 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen(port, address, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/**
 * Refuses to go on when a port is taken, before any work starts.
 * @param what what the port is wanted for: `the API server`.
 * @throws UsageError `port-busy` with the process that holds it, and its stack where that is one of ours.
 */
export async function requireFreePort(
  port: number,
  what: string,
  address = LOOPBACK,
  exec: Exec = runProcess,
): Promise<void> {
  if (await isFree(port, address)) return;
  const holder = await holderOf(port, exec);
  throw new UsageError(
    "port-busy",
    `Port ${port} for ${what} is taken${holder === undefined ? "" : ` by ${holder.text}`}.`,
    { next: holder?.next ?? `ss -ltnp 'sport = :${port}'` },
  );
}

interface Holder {
  readonly text: string;
  readonly next: string | undefined;
}

/** Who listens on the port, as far as the system tells. */
async function holderOf(port: number, exec: Exec): Promise<Holder | undefined> {
  const pid = (await pidBySs(port, exec)) ?? (await pidByLsof(port, exec));
  if (pid === undefined) return undefined;
  const { stdout } = await exec("ps", ["-o", "args=", "-p", pid]).catch(() => ({ stdout: "" }));
  const command = stdout.trim();
  const stack = /\.lab\/stacks\/([^/]+)\//.exec(command)?.[1];
  const program = command.split(" ")[0]?.split("/").at(-1) ?? "an unknown process";
  const owner = stack === undefined ? "" : `, of stack ${stack}`;
  return {
    text: `${program} (process ${pid}${owner})`,
    next: stack === undefined ? undefined : `./lab down ${stack}`,
  };
}

async function pidBySs(port: number, exec: Exec): Promise<string | undefined> {
  const { stdout } = await exec("ss", ["-Hltnp", `sport = :${port}`]).catch(() => ({ stdout: "" }));
  return /pid=(\d+)/.exec(stdout)?.[1];
}

async function pidByLsof(port: number, exec: Exec): Promise<string | undefined> {
  const args = ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-t"];
  const { stdout } = await exec("lsof", args).catch(() => ({ stdout: "" }));
  return /^\d+/.exec(stdout)?.[0];
}
