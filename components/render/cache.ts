import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { KubeObject } from "../../labs/kube.js";
import { diskFull, isDiskFull } from "../../lib/disk.js";
import { ToolError } from "../../lib/errors.js";

/** What a cache file holds: the objects and a checksum over them, so that a torn file is noticed. */
interface Entry {
  readonly sha256: string;
  readonly objects: readonly KubeObject[];
}

/** Writes a whole file; tests have one that fails. */
type Write = (file: string, text: string) => Promise<void>;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A name for everything that a rendering depends on: the same key, the same objects. */
export const cacheKey = (...parts: readonly unknown[]): string => sha256(JSON.stringify(parts));

/**
 * Gives the objects of a key from the cache, or renders and keeps them.
 * A corrupt entry is made again, and said.
 * @param note told what was noticed, in one line.
 * @throws ToolError `disk-full` or `cache-not-writable` with the folder; the cache then holds no half file.
 */
export async function cached(
  folder: string,
  key: string,
  render: () => Promise<readonly KubeObject[]>,
  note: (line: string) => void,
  write: Write = writeFile,
): Promise<readonly KubeObject[]> {
  const file = join(folder, `${key}.json`);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text !== undefined) {
    const objects = readEntry(text);
    if (objects !== undefined) return objects;
    note(`cache entry ${file} is corrupt: rendering it again`);
  }
  const objects = await render();
  await writeEntry(file, objects, write);
  return objects;
}

function readEntry(text: string): readonly KubeObject[] | undefined {
  try {
    const entry = JSON.parse(text) as Partial<Entry>;
    const whole = entry.sha256 === sha256(JSON.stringify(entry.objects));
    return whole ? entry.objects : undefined;
  } catch {
    return undefined;
  }
}

async function writeEntry(
  file: string,
  objects: readonly KubeObject[],
  write: Write,
): Promise<void> {
  const entry: Entry = { sha256: sha256(JSON.stringify(objects)), objects };
  const half = `${file}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await write(half, JSON.stringify(entry));
    await rename(half, file);
  } catch (error) {
    // where the folder itself can't be made, the removal fails too: the first error is the telling one
    await rm(half, { force: true }).catch(() => undefined);
    throw notWritten(dirname(file), error);
  }
}

function notWritten(folder: string, cause: unknown): ToolError {
  if (isDiskFull(cause)) return diskFull(folder, cause, true);
  const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
  return new ToolError("cache-not-writable", `Cannot write to the cache ${folder} (${code}).`, {
    cause,
    next: "LAB_CACHE=/a/folder/you/may/write/to ./lab env",
  });
}
