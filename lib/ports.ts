import { createServer, type AddressInfo } from "node:net";
import { UsageError } from "./errors.js";
import { exec as runProcess, type Exec } from "./exec.js";
import { holderOf, type StackOf } from "./port-holder.js";

const LOOPBACK = "127.0.0.1";

export interface PortOptions {
  /** The host's address the port is wanted on. Default 127.0.0.1. */
  readonly address?: string;
  readonly exec?: Exec;
  /** The stack that made a container, by the container's id. Default: none is known. */
  readonly stackOf?: StackOf;
}

/** The code with which listening fails; undefined when it works. */
function listenError(port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen(port, address, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

/** Whether nothing listens on a TCP port. Port 0 always is free: the kernel picks one. */
export async function isFree(port: number, address = LOOPBACK): Promise<boolean> {
  if (port === 0) return true;
  const code = await listenError(port, address);
  // below 1024 only root may listen; Docker does it as root
  return code === undefined || code === "EACCES";
}

/** A port of 127.0.0.1 that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, LOOPBACK, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/**
 * Refuses to go on when a port is taken, before any work starts.
 * @param what what the port is wanted for: `the API server`.
 * @throws UsageError `port-busy` with the process or container that holds it, and its stack where that is one
 * of ours; `unknown-address` when the address is none of this machine's.
 */
export async function requireFreePort(
  port: number,
  what: string,
  options: PortOptions = {},
): Promise<void> {
  const { address = LOOPBACK, exec = runProcess } = options;
  if (await isFree(port, address)) return;
  if ((await listenError(0, address)) !== undefined) {
    throw new UsageError(
      "unknown-address",
      `Port ${port} for ${what} is to listen on ${address}, which is no address of this machine.`,
      { next: "pulumi config set istio-lab:listenAddress 127.0.0.1" },
    );
  }
  const holder = await holderOf(port, exec, options.stackOf);
  const by = holder === undefined ? "" : ` by ${holder.text}`;
  throw new UsageError("port-busy", `Port ${port} for ${what} is taken${by}.`, {
    next: holder?.next ?? `ss -ltnp 'sport = :${port}'`,
  });
}
