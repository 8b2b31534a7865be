import { connect, createServer } from "node:net";

/** What trying a port told. */
export interface PortFacts {
  /** The code with which listening on the wanted address fails: `EADDRINUSE`. Undefined: it works. */
  readonly listen: string | undefined;
  /** The same for all addresses of this machine. */
  readonly listenOnAll: string | undefined;
  /** Somebody takes connections there. */
  readonly answers: boolean;
}

/** Longer than a program of this machine, or of the Windows around it, takes to answer, in ms. */
const CONNECT_MS = 1_000;

const ALL = "0.0.0.0";

/** Tries a port: to listen on it, on one address and on all, and to connect to it. */
export async function tryPort(port: number, address: string): Promise<PortFacts> {
  // one after the other: a try must not stand in the way of the next
  const listen = await listenError(port, address);
  const listenOnAll = await listenError(port, ALL);
  return {
    listen,
    listenOnAll,
    answers: await accepts(port, address === ALL ? "127.0.0.1" : address),
  };
}

/**
 * Whether a port is taken. Listening alone does not tell: macOS lets two programs listen where one does so on
 * 127.0.0.1 and the other on all addresses, and a port of Windows is none of WSL's.
 */
export function isTaken(
  { listen, listenOnAll, answers }: PortFacts,
  platform: NodeJS.Platform,
): boolean {
  // below 1024 only root may listen; Docker does it as root
  if (listen !== undefined && listen !== "EACCES") return true;
  if (answers) return true;
  // Linux refuses it for a listener on any other address, beside which there is room
  return platform !== "linux" && listenOnAll === "EADDRINUSE";
}

/** The code with which listening fails; undefined when it works. */
export function listenError(port: number, address: string): Promise<string | undefined> {
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

function accepts(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: address, timeout: CONNECT_MS });
    const end = (accepted: boolean) => () => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });
}
