import { rm } from "node:fs/promises";
import { readJson, writeWhole } from "../../../lib/json-file.js";
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
export const readRecord = (context: BedContext): Promise<EngineRecord | undefined> =>
  readJson<EngineRecord>(enginePaths(context).record);

/** The engine of ours that runs now. */
export async function ourEngine(context: BedContext): Promise<EngineRecord | undefined> {
  const record = await readRecord(context);
  return record !== undefined && (await runs(record.process)) ? record : undefined;
}

/** Writes it down. */
export const writeRecord = (context: BedContext, record: EngineRecord): Promise<void> =>
  writeWhole(enginePaths(context).record, `${JSON.stringify(record, null, 2)}\n`);

/** Forgets it. */
export const dropRecord = (context: BedContext): Promise<void> =>
  rm(enginePaths(context).record, { force: true });
