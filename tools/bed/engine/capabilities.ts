import { readFile } from "node:fs/promises";

/**
 * Whether this machine refuses `--privileged` containers: they ask for every capability that the kernel knows,
 * and nobody can pass on what he lacks himself. So it is in sandboxes, not on a machine of one's own.
 */
export async function refusesPrivileged(): Promise<boolean> {
  const status = await readFile("/proc/self/status", "utf8");
  const last = await readFile("/proc/sys/kernel/cap_last_cap", "utf8");
  return lacksAny(status, Number(last));
}

/** Compares the effective set in a text of /proc/<pid>/status with all capabilities up to the last one. */
export function lacksAny(status: string, last: number): boolean {
  const [, hex = "0"] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  const all = (1n << BigInt(last + 1)) - 1n;
  return (BigInt(`0x${hex}`) & all) !== all;
}
