import { readFile } from "node:fs/promises";
import { exec as run, type Exec } from "./exec.js";
import { isAlive, PS_VARIABLES } from "./processes.js";

/** The files of Linux that a mark is read from. */
export type ReadProc = (path: string) => Promise<string>;

const readProc: ReadProc = (path) => readFile(path, "utf8");

/**
 * When a process began, as a text that no later process of the same number has: which start of the machine it was
 * and the kernel's ticks since then on Linux, where the clock may be set meanwhile; what ps tells elsewhere.
 * Undefined: there is no such process, or a dead one that nobody collected.
 */
export async function markOf(
  pid: number,
  exec: Exec = run,
  read: ReadProc = readProc,
): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  const stat = await read(`/proc/${pid}/stat`).catch(() => undefined);
  if (stat === undefined) return startByPs(pid, exec);
  // the name in brackets may itself hold spaces and brackets
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z") return undefined;
  const boot = await read("/proc/sys/kernel/random/boot_id").catch(() => "");
  // field 22 of proc(5); the first one here is the third
  return `${boot.trim()}/${fields[19] ?? ""}`;
}

async function startByPs(pid: number, exec: Exec): Promise<string | undefined> {
  const args = ["-o", "stat=,lstart=", "-p", `${pid}`];
  const { stdout } = await exec("ps", args, { env: PS_VARIABLES }).catch(() => ({ stdout: "" }));
  const [stat = "", ...start] = stdout.trim().split(/\s+/);
  return stat === "" || stat.startsWith("Z") ? undefined : start.join(" ");
}
