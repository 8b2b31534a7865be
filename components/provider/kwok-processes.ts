import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { exec } from "../../lib/exec.js";
import { endProcess } from "../../lib/processes.js";
import { processTable, type ProcessRow } from "../../lib/process-table.js";

/** A process of an embedded cluster, as its command tells: no file has to be there for it. */
export interface KwokProcess {
  readonly pid: number;
  /** The folder of the stack as it was called when the cluster was made. */
  readonly folder: string;
  readonly stack: string;
  /** Of the cluster. Undefined: a kwokctl that makes one. */
  readonly id: string | undefined;
  /** `etcd`, `kube-apiserver` … */
  readonly component: string;
}

const COMPONENT =
  /^(\/.*?\/([^/]+))\/(kwok-[^/]+-[0-9a-f]{8})\/(?:\.kwok\/)?clusters\/[^/]+\/bin\/([\w-]+)/;
const MAKES =
  /kwokctl create cluster --name \S+ --(?:config (\/.*?\/([^/]+))\/kwokctl\.yaml|kubeconfig (\/.*?\/([^/]+))\/kubeconfig --config)/;

/** What a process is of an embedded cluster of any checkout; undefined: nothing. */
export function kwokProcess({ pid, command }: ProcessRow): KwokProcess | undefined {
  const [, folder, stack, id, component] = COMPONENT.exec(command) ?? [];
  if (folder !== undefined && stack !== undefined && component !== undefined)
    return { pid, folder, stack, id, component };
  const made = MAKES.exec(command) ?? [];
  const [home, maker] = [made[1] ?? made[3], made[2] ?? made[4]];
  if (home === undefined || maker === undefined) return undefined;
  return { pid, folder: home, stack: maker, id: undefined, component: "kwokctl" };
}

/** The processes of all embedded clusters of this machine. */
export const kwokProcesses = (rows: readonly ProcessRow[]): KwokProcess[] =>
  rows.flatMap((row) => kwokProcess(row) ?? []);

/** The stack that asks. */
export interface KwokOwner {
  /** Its folder today. */
  readonly folder: string;
  /** The clusters that it knows by their files. */
  readonly ids: readonly string[];
}

/**
 * Whether a process belongs to a stack: its cluster was made in the stack's folder, or in the one that the checkout
 * lay in before it was moved. That of a checkout which was copied with its files still belongs to the original.
 */
export function belongsTo(
  { folder, ids }: KwokOwner,
  process: KwokProcess,
  exists: (folder: string) => boolean = existsSync,
): boolean {
  if (process.folder === folder) return true;
  return process.id !== undefined && ids.includes(process.id) && !exists(process.folder);
}

/**
 * Why a cluster is not there; undefined when all of its components run from the stack's folder.
 * @param components that it must have.
 */
export function whyNotThere(
  { folder, id }: { readonly folder: string; readonly id: string },
  components: readonly string[],
  processes: readonly KwokProcess[],
  exists: (folder: string) => boolean = existsSync,
): string | undefined {
  const all = processes.filter((process) => process.id === id);
  const here = all.filter((process) => process.folder === folder);
  const dead = components.filter((name) => !here.some(({ component }) => component === name));
  if (dead.length === 0) return undefined;
  const elsewhere = all.find((process) => process.folder !== folder);
  if (here.length > 0 || elsewhere === undefined) return `not running: ${dead.join(", ")}`;
  return exists(elsewhere.folder)
    ? `it belongs to the checkout that this one was copied from: ${elsewhere.folder}`
    : `this checkout was moved: it runs in ${elsewhere.folder}, which is gone`;
}

/** How often it is looked whether the processes have ended, and how long apart, in ms. */
const LOOKS = 20;
const LOOK_MS = 100;

/** Ends processes of embedded clusters, looking again until none is found any more. */
export async function endKwok(isMeant: (process: KwokProcess) => boolean): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const found = kwokProcesses(await processTable(exec)).filter(isMeant);
    if (found.length === 0) return;
    for (const { pid } of found) endProcess(pid);
    await sleep(LOOK_MS);
  }
}
