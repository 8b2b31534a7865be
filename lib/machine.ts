import { access, constants, mkdir } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { STALE_MS, withLock, type Holder } from "./lock.js";

/**
 * The folder for what is one a machine, whatever checkout asks: not in the cache, of which each shell may have
 * another one, nor under $HOME, which a script may set; and outside of homes that can't be written to.
 */
export async function machineDir(home = systemHome()): Promise<string> {
  const inHome = home === undefined ? undefined : join(home, ".local", "state", "istio-lab");
  const folder = join(tmpdir(), `istio-lab-${process.getuid?.() ?? 0}`);
  for (const candidate of [inHome, folder]) {
    if (candidate !== undefined && (await isWritable(candidate))) return candidate;
  }
  return folder;
}

/** Undefined for a user that the system does not list, as in some containers. */
function systemHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}

async function isWritable(folder: string): Promise<boolean> {
  return mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => access(folder, constants.W_OK))
    .then(
      () => true,
      () => false,
    );
}

/** The lock that whoever makes a cluster holds: ports and names are one a machine. */
export const clusterLock = (folder: string): string => join(folder, "cluster.lock");

/**
 * Makes something of which one can be made at a time on this machine.
 * @param what it is made for: `stack week3 of /home/me/istio-lab`.
 * @param say told once whom it waits for.
 */
export async function aloneOnMachine<T>(
  what: string,
  say: (line: string) => void,
  work: () => Promise<T>,
  folder?: string,
): Promise<T> {
  const onWait = (holder: Holder): void => {
    say(
      `Waiting until ${inWords(holder)} has made its cluster: they would take each other's ports.`,
    );
  };
  const file = clusterLock(folder ?? (await machineDir()));
  return withLock(file, work, { what, onWait, staleMs: STALE_MS });
}

/** Who holds a lock, in words: `stack week3 of /home/me/istio-lab (process 12)`. */
export const inWords = ({ what, pid }: Holder): string =>
  what === undefined ? `process ${pid}` : `${what} (process ${pid})`;
