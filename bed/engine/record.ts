import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import type { BedContext } from "../context.js";
import { enginePaths } from "./config.js";
import { runs, type ProcessMark } from "./process.js";

/** The engine that the bed started. */
export interface EngineRecord {
  readonly process: ProcessMark;
  /** Where it listens: `unix:///var/run/docker.sock`. */
  readonly host: string;
  /** Whether it runs containers by way of the wrapper. */
  readonly wrapped: boolean;
}

/** What was written down of the last engine; it may have ended since. */
export async function readRecord(context: BedContext): Promise<EngineRecord | undefined> {
  try {
    return JSON.parse(await readFile(enginePaths(context).record, "utf8")) as EngineRecord;
  } catch {
    return undefined;
  }
}

/** The engine of ours that runs now. */
export async function ourEngine(context: BedContext): Promise<EngineRecord | undefined> {
  const record = await readRecord(context);
  return record !== undefined && (await runs(record.process)) ? record : undefined;
}

/** Writes it down. */
export async function writeRecord(context: BedContext, record: EngineRecord): Promise<void> {
  const { dir, record: file } = enginePaths(context);
  await mkdir(dir, { recursive: true });
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
}

/** Forgets it. */
export const dropRecord = (context: BedContext): Promise<void> =>
  rm(enginePaths(context).record, { force: true });
