import { readFile } from "node:fs/promises";
import type { Row } from "./row.js";

/** A limit of the kernel, with what kind's documentation asks for and what is surely too little. */
interface Limit {
  readonly name: "max_user_watches" | "max_user_instances";
  readonly wanted: number;
  readonly least: number;
}

const LIMITS: readonly Limit[] = [
  { name: "max_user_watches", wanted: 524_288, least: 8_192 },
  { name: "max_user_instances", wanted: 512, least: 128 },
];

/**
 * The kernel's inotify limits. kubelet, containerd, istiod and Kiali all watch files; when the limit is reached
 * they fail with "too many open files", which names no limit.
 * @param read the value of a limit; undefined where the kernel has none, as on macOS.
 */
export async function inotifyRow(read = readLimit): Promise<Row | undefined> {
  const found = await Promise.all(
    LIMITS.map(async (limit) => ({ ...limit, value: await read(limit.name) })),
  );
  if (found.some(({ value }) => value === undefined)) return undefined;
  const low = found.filter(({ value = 0, wanted }) => value < wanted);
  const detail = found.map(({ name, value = 0 }) => `${name} ${value}`).join(", ");
  if (low.length === 0) return { what: "inotify", verdict: "ok", detail };
  const tooLittle = low.some(({ value = 0, least }) => value < least);
  const settings = low.map(({ name, wanted }) => `fs.inotify.${name}=${wanted}`).join(" ");
  return {
    what: "inotify",
    verdict: tooLittle ? "bad" : "note",
    detail: `${detail}: a kind lab may run out of them ("too many open files")`,
    next: `sudo sysctl ${settings}`,
  };
}

async function readLimit(name: string): Promise<number | undefined> {
  const text = await readFile(`/proc/sys/fs/inotify/${name}`, "utf8").catch(() => "");
  return text === "" ? undefined : Number(text);
}
