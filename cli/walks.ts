import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readJson, writeJson } from "../lib/json-file.js";
import { cacheDir, root } from "../lib/paths.js";

/** How many of the tests that walk through a week are run: each takes minutes. */
export type Walks = "none" | "one" | "all";

/** When each walk last passed on this machine, as ISO dates by its file. */
export type WalkRecord = Readonly<Record<string, string>>;

/** Which walks a run of the tests takes, and which it leaves out. */
export interface WalkChoice {
  readonly taken: readonly string[];
  readonly left: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The record lies in the cache: a checkout for one run, as a CI makes it, must find it. */
const recordFile = (): string => join(cacheDir(), "walks.json");

/** @param projects folders below `test`: `engine`, `live`. @returns the files, relative to the checkout */
export async function walksIn(projects: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    projects.map(async (project) =>
      (await readdir(join(root, "test", project)))
        .filter((name) => name.startsWith("walk-"))
        .sort()
        .map((name) => `test/${project}/${name}`),
    ),
  );
  return found.flat();
}

/**
 * Chooses the walk whose last run is the longest ago. Among those that never ran here it is another one each day, so
 * that machines that keep nothing get round as well.
 * @param now in ms since 1970.
 */
export function chooseWalks(
  files: readonly string[],
  walks: Walks,
  record: WalkRecord,
  now: number,
): WalkChoice {
  if (walks === "all") return { taken: files, left: [] };
  if (walks === "none" || files.length === 0) return { taken: [], left: files };
  const shift = Math.floor(now / DAY_MS) % files.length;
  const turned = [...files.slice(shift), ...files.slice(0, shift)];
  const last = (file: string): string => record[file] ?? "";
  const next = turned.reduce((oldest, file) => (last(file) < last(oldest) ? file : oldest));
  return { taken: [next], left: files.filter((file) => file !== next) };
}

/** What the choice comes to, in a line for each walk. */
export function tellWalks({ taken, left }: WalkChoice, record: WalkRecord): string[] {
  const last = (file: string): string => record[file] ?? "never on this machine";
  return [
    ...taken.map((file) => `Walk of this run: ${file} (passed last: ${last(file)})`),
    ...left.map((file) => `NOT RUN: ${file} (passed last: ${last(file)})`),
  ];
}

export const readWalks = async (): Promise<WalkRecord> =>
  (await readJson<WalkRecord>(recordFile())) ?? {};

/** Writes down that walks have passed. */
export async function recordWalks(passed: readonly string[], now: Date): Promise<void> {
  const date = now.toISOString();
  const mine = Object.fromEntries(passed.map((file) => [file, date]));
  await writeJson(recordFile(), { ...(await readWalks()), ...mine });
}
