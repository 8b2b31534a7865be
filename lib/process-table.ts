import type { Exec } from "./exec.js";
import { PS_VARIABLES } from "./processes.js";

/** A process of this machine, with what tells it from a later one of the same number. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** To the second, as ps tells it; a clock that was set since shifts it. */
  readonly startedAt: Date;
  readonly command: string;
}

/** Longer than a loaded machine takes to list its processes, in ms. */
const LIST_TIMEOUT_MS = 20_000;

/** Wed Nov  4 09:05:11 2026 */
const LSTART = String.raw`\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4}`;
const ROW = new RegExp(String.raw`^\s*(\d+)\s+(\d+)\s+(\S+)\s+(${LSTART})\s+(.*)$`);

/**
 * All processes of this machine that really run, with their starts and parents.
 * @throws ToolError `command-missing` without a ps.
 */
export async function processTable(exec: Exec): Promise<ProcessRow[]> {
  const args = ["-ww", "-o", "pid=,ppid=,stat=,lstart=,args=", "-e"];
  const { stdout } = await exec("ps", args, { timeoutMs: LIST_TIMEOUT_MS, env: PS_VARIABLES });
  return stdout.split("\n").flatMap(rowIn);
}

function rowIn(line: string): ProcessRow[] {
  const [, pid, parent, stat = "", lstart = "", command = ""] = ROW.exec(line) ?? [];
  if (pid === undefined || stat.startsWith("Z")) return [];
  const startedAt = new Date(`${lstart.replaceAll(/\s+/g, " ")} UTC`);
  return [{ pid: Number(pid), parent: Number(parent), startedAt, command }];
}
