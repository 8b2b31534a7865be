import { readFile } from "node:fs/promises";

/** A process that can be told from a later one with the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in the kernel's ticks since the machine started. */
  readonly began: string;
  /** Which start of the machine it was. */
  readonly boot: string;
}

/** This start of the machine. */
export const bootId = async (): Promise<string> =>
  (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();

/** The mark of a process; undefined when there is none, or a dead one that nobody collected. */
export async function markOf(pid: number): Promise<ProcessMark | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  const found = text === undefined ? undefined : fieldsOf(text);
  if (found === undefined || found.state === "Z") return undefined;
  return { pid, began: found.began, boot: await bootId() };
}

/** Reads a line of /proc/<pid>/stat. The name in brackets may itself hold spaces and brackets. */
export function fieldsOf(stat: string): { state: string; began: string } | undefined {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state] = fields;
  // field 22 of proc(5); the first one here is the third
  const began = fields[19];
  return state === undefined || began === undefined ? undefined : { state, began };
}

/** Whether the process that was marked still runs. */
export async function runs(mark: ProcessMark): Promise<boolean> {
  const now = await markOf(mark.pid);
  return now !== undefined && now.began === mark.began && now.boot === mark.boot;
}
