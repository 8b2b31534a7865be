import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { exec } from "../../lib/exec.js";
import { endProcess } from "../../lib/processes.js";
import { processTable, type ProcessRow } from "../../lib/process-table.js";

/** A process that runs in place of a container, as its command tells: no file has to be there for it. */
export interface LabProcess {
  readonly pid: number;
  /** The folder of its stack's processes as it was called when it was started. */
  readonly folder: string;
  readonly stack: string;
  /** Made anew at each start: `proxy-1a2b3c4d`. */
  readonly id: string;
  /** `proxy` */
  readonly name: string;
}

const COMMAND = /^(\/.*?\/processes\/([^/]+))\/(([^/]+)-[0-9a-f]{8})\/bin\/[\w-]+(?:\s|$)/;

/** The processes of all labs of this machine that run in place of containers. */
export const labProcesses = (rows: readonly ProcessRow[]): LabProcess[] =>
  rows.flatMap(({ pid, command }) => {
    const [, folder, stack, id, name] = COMMAND.exec(command) ?? [];
    if (folder === undefined || stack === undefined || id === undefined || name === undefined)
      return [];
    return [{ pid, folder, stack, id, name }];
  });

/**
 * Whether a process belongs to a stack: it was started from the stack's folder, or from the one that the checkout lay
 * in before it was moved. One of a checkout that was copied with its files still belongs to the original.
 * @param ids those that the stack knows
 */
export const isOfStack = (
  { folder, ids }: { readonly folder: string; readonly ids: readonly string[] },
  process: LabProcess,
  exists: (folder: string) => boolean = existsSync,
): boolean => process.folder === folder || (ids.includes(process.id) && !exists(process.folder));

/** How often it is looked whether they have ended, and how long apart, in ms. */
const LOOKS = 20;
const LOOK_MS = 100;

/** Ends such processes, looking again until none is found any more. */
export async function endLabProcesses(isMeant: (process: LabProcess) => boolean): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const found = labProcesses(await processTable(exec)).filter(isMeant);
    if (found.length === 0) return;
    for (const { pid } of found) endProcess(pid);
    await sleep(LOOK_MS);
  }
}
