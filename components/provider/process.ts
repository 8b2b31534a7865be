import { randomBytes } from "node:crypto";
import { readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exec } from "../../lib/exec.js";
import { processesDir } from "../../lib/paths.js";
import { requireFreePort } from "../../lib/ports.js";
import { processTable } from "../../lib/process-table.js";
import type { ProcessInputs } from "./process-config.js";
import { startProcess } from "./process-start.js";
import { endLabProcesses, isOfStack, labProcesses } from "./process-table.js";
import type { ClusterResource, Finding } from "./resource.js";

/** A program that runs in place of a container, on 127.0.0.1 (labs/container.ts). */
export const labProcess: ClusterResource<ProcessInputs, ProcessInputs> = {
  called: "Process",
  replaceFields: ["name", "stack", "tool", "args", "env", "listens"],
  updateFields: [],
  check: () => [],

  async create(inputs) {
    const { stack, name, listens } = inputs;
    // the one that it takes the place of, or what a killed run has left
    await removeProcesses(stack, (other) => other === name);
    for (const port of listens) await requireFreePort(port, `${name} of ${stack}`);
    const id = `${name}-${randomBytes(4).toString("hex")}`;
    try {
      await startProcess(inputs, join(processesDir(stack), id));
    } catch (error) {
      await removeProcesses(stack, (other) => other === name);
      throw error;
    }
    return { id, outputs: inputs };
  },

  async find(id, { stack }): Promise<Finding> {
    const owner = { folder: processesDir(stack), ids: [id] };
    const running = labProcesses(await processTable(exec));
    const isThere = running.some((each) => each.id === id && isOfStack(owner, each));
    return isThere ? { alive: true } : { alive: false, why: "it does not run" };
  },

  async remove(id, { stack }) {
    const owner = { folder: processesDir(stack), ids: [id] };
    await endLabProcesses((process) => process.id === id && isOfStack(owner, process));
    await removeFolder(join(owner.folder, id));
  },
};

/** Ends the processes of a stack, and removes their files. @param isMeant by name. Default: all */
export async function removeProcesses(
  stack: string,
  isMeant: (name: string) => boolean = () => true,
): Promise<void> {
  const folder = processesDir(stack);
  const ids = (await readdir(folder).catch(() => [])).filter((id) =>
    isMeant(id.replace(/-[0-9a-f]{8}$/, "")),
  );
  const owner = { folder, ids };
  await endLabProcesses((process) => isMeant(process.name) && isOfStack(owner, process));
  for (const id of ids) await removeFolder(join(folder, id));
}

/** Removes the folder of a process, and those around it that hold nothing else. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const around of [dirname(folder), dirname(dirname(folder))])
    await rmdir(around).catch(() => undefined);
}
