import { readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The file in each entry that says what the entry is. Written last: an entry without it is no entry. */
export const STAMP_FILE = "stamp.json";

/** What a file looked like when it was put into the cache. */
export interface FileMark {
  /** In bytes. */
  readonly size: number;
  readonly mtimeMs: number;
}

export interface Stamp {
  readonly tool: string;
  /** What it really is. Differs from `wanted` where only another version could be built. */
  readonly version: string;
  readonly wanted: string;
  readonly source: "download" | "build";
  /** The URL, the module or the package it came from. */
  readonly from: string;
  /** By path in the entry. */
  readonly files: Readonly<Record<string, FileMark>>;
  /** How long it took to get, in ms. */
  readonly tookMs: number;
}

/** Size and time of a file; undefined when there is none. */
export function markOf(file: string): FileMark | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true ? { size: stats.size, mtimeMs: stats.mtimeMs } : undefined;
}

/** Writes the stamp of an entry, with the marks of its files. @throws Error when a file is missing */
export async function writeStamp(
  entry: string,
  stamp: Omit<Stamp, "files">,
  files: readonly string[],
): Promise<Stamp> {
  const marks: Record<string, FileMark> = {};
  for (const file of files) {
    const mark = markOf(join(entry, file));
    if (mark === undefined) throw new Error(`${file} is missing`);
    marks[file] = mark;
  }
  const full: Stamp = { ...stamp, files: marks };
  await writeFile(join(entry, STAMP_FILE), `${JSON.stringify(full, null, 2)}\n`);
  return full;
}

/** What is in the place of an entry. */
export type EntryState =
  | { readonly state: "ready"; readonly stamp: Stamp }
  | { readonly state: "missing" }
  | { readonly state: "corrupt"; readonly detail: string };

/**
 * Compares an entry with its stamp. Reads names, sizes and times only, so that it costs nothing;
 * a file that was cut, replaced or deleted is noticed.
 */
export function inspectEntry(entry: string, files: readonly string[]): EntryState {
  if (statSync(entry, { throwIfNoEntry: false }) === undefined) return { state: "missing" };
  const stamp = readStamp(entry);
  if (stamp === undefined)
    return { state: "corrupt", detail: `${STAMP_FILE} is missing or broken` };
  for (const file of files) {
    const expected = stamp.files[file];
    const actual = markOf(join(entry, file));
    if (expected === undefined || actual === undefined)
      return { state: "corrupt", detail: `${file} is missing` };
    if (actual.size !== expected.size)
      return {
        state: "corrupt",
        detail: `${file} has ${actual.size} bytes, not ${expected.size}`,
      };
    if (actual.mtimeMs !== expected.mtimeMs)
      return { state: "corrupt", detail: `${file} was changed after it was put there` };
  }
  return { state: "ready", stamp };
}

function readStamp(entry: string): Stamp | undefined {
  try {
    const stamp = JSON.parse(
      readFileSync(join(entry, STAMP_FILE), "utf8"),
    ) as Partial<Stamp> | null;
    return typeof stamp?.version === "string" && typeof stamp.files === "object"
      ? (stamp as Stamp)
      : undefined;
  } catch {
    return undefined;
  }
}
