import { ToolError } from "./errors.js";
import type { Exec } from "./exec.js";

/** For ps: starts in one time zone. Its language and its letters are those of all programs (lib/environment.ts). */
export const PS_VARIABLES: Readonly<Record<string, string>> = { TZ: "UTC" };

/** A process of this machine. */
export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** Those of the processes that really run: not gone, and not dead and waiting to be collected. */
export async function runningProcesses(
  pids: readonly number[],
  exec: Exec,
): Promise<RunningProcess[]> {
  const candidates = pids.filter(isAlive);
  if (candidates.length === 0) return [];
  return list(["-p", candidates.join(",")], exec);
}

/** All processes of this machine that really run. */
export const allProcesses = (exec: Exec): Promise<RunningProcess[]> => list(["-e"], exec);

async function list(which: readonly string[], exec: Exec): Promise<RunningProcess[]> {
  const args = ["-ww", "-o", "pid=,stat=,args=", ...which];
  const { stdout } = await exec("ps", args, { env: PS_VARIABLES }).catch(noneFound);
  return stdout.split("\n").flatMap((line) => {
    const [, pid, stat = "", command = ""] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || stat.startsWith("Z") ? [] : [{ pid: Number(pid), command }];
  });
}

/** ps ends with 1 when none is left. Without a ps nothing is known of them: they must not count as dead. */
function noneFound(error: unknown): { readonly stdout: string } {
  if (error instanceof ToolError && error.code === "command-missing") throw error;
  return { stdout: "" };
}

/**
 * Whether the kernel knows the process, also when it belongs to somebody else. True as well for one that is dead
 * and not collected yet: `runningProcesses` tells those apart, at the cost of a process.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Ends a process that holds nothing it would have to put back. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}
