import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readJson } from "../../lib/json-file.js";
import { stackDir } from "../../lib/paths.js";

/** A loop that was started. */
export interface LoopRun {
  readonly name: string;
  readonly pid: number;
  /** When it was started and when it ends by itself, as ISO 8601. */
  readonly started: string;
  readonly until: string;
}

/** What a loop has counted. */
export interface LoopCounts {
  /** Answers by what they were: `200`, `v2`, `no answer`. */
  readonly answers: Readonly<Record<string, number>>;
  /** When the last one came, as ISO 8601; undefined before the first. */
  readonly last?: string;
}

/** Where the loops of a stack keep their files. */
export const loadDir = (stack: string): string => join(stackDir(stack), "load");

/** The files of one loop. */
export const filesOf = (dir: string, name: string) => ({
  run: join(dir, `${name}.run.json`),
  counts: join(dir, `${name}.counts.json`),
  log: join(dir, `${name}.log`),
});

/** The loops that were started and not stopped, whether they still run or not. */
export async function readRuns(dir: string): Promise<LoopRun[]> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith(".run.json"));
  const runs = await Promise.all(names.map((name) => readJson<LoopRun>(join(dir, name))));
  return runs.filter((run) => run !== undefined);
}

/** What a loop has counted so far; undefined before it wrote anything. */
export const readCounts = (dir: string, name: string): Promise<LoopCounts | undefined> =>
  readJson<LoopCounts>(filesOf(dir, name).counts);
