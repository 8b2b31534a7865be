import { createServer, type AddressInfo } from "node:net";
import { UsageError } from "./errors.js";
import { exec as runProcess, type Exec } from "./exec.js";
import { isTaken, listenError, tryPort } from "./port-facts.js";
import { holderOf, howToFind, type StackOf } from "./port-holder.js";

const LOOPBACK = "127.0.0.1";

export interface PortOptions {
  /** The host's address the port is wanted on. Default 127.0.0.1. */
  readonly address?: string;
  readonly exec?: Exec;
  /** The stack that made a container, by the container's id. Default: none is known. */
  readonly stackOf?: StackOf;
}

/** Whether a TCP port can be listened on, and nobody answers there. Port 0 always is free: the kernel picks one. */
export async function isFree(port: number, address = LOOPBACK): Promise<boolean> {
  return port === 0 || !isTaken(await tryPort(port, address), process.platform);
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
      { next: "./lab config set listenAddress 127.0.0.1" },
    );
  }
  const holder = await holderOf(port, exec, options.stackOf);
  const by = holder === undefined ? "" : ` by ${holder.text}`;
  throw new UsageError("port-busy", `Port ${port} for ${what} is taken${by}.`, {
    next: holder?.next ?? (await howToFind(port, exec)),
  });
}
