import { hostname } from "node:os";
import { dirname } from "node:path";
import { z } from "zod";
import type { Exec } from "../../lib/exec.js";
import { isGone } from "../../lib/gone.js";
import { quoted } from "../../lib/quote.js";
import { nodeName } from "../../labs/cluster.js";
import { readRecord, writeRecord } from "./kind-record.js";

/** The stack that a node was made for. kind can't label a node, so it lies in the node itself: it goes with it. */
export interface NodeOwner {
  readonly stack: string;
  /** The stack's folder as it was called then: `/home/me/istio-lab/.lab/stacks/week1`. */
  readonly folder: string;
  /**
   * The machine that the folder is on: a Docker engine may serve several, or a dev container, whose folders are not
   * those of this one. Undefined in what an older lab made: this one.
   */
  readonly host?: string | undefined;
}

const FILE = "/etc/istio-lab.json";
/** A question about it must not hold up a command that is not about Docker: a stopped Docker Desktop hangs. */
const TIMEOUT_MS = 5_000;
/** Without it a cluster counts as not made, and that is minutes of work on a machine that is at its busiest. */
const WRITE_TIMEOUT_MS = 60_000;
const schema = z.object({ stack: z.string(), folder: z.string(), host: z.string().optional() });

/** Writes into a node whose it is: a stack's of this machine. @throws ToolError `command-failed` */
export async function writeOwner(
  exec: Exec,
  cluster: string,
  { stack, folder }: Pick<NodeOwner, "stack" | "folder">,
): Promise<void> {
  const owner: NodeOwner = { stack, folder, host: hostname() };
  const args = ["exec", "--interactive", nodeName(cluster), "sh", "-c", `cat >${FILE}`];
  await exec("docker", args, { timeoutMs: WRITE_TIMEOUT_MS, input: `${JSON.stringify(owner)}\n` });
}

/** Whose a node is, running or not. Undefined: there is none, or no lab of today made it. */
export async function nodeOwner(exec: Exec, cluster: string): Promise<NodeOwner | undefined> {
  // only cp reads from a node that is stopped; it gives a tar archive of the file
  const args = ["container", "cp", `${nodeName(cluster)}:${FILE}`, "-"];
  const { stdout } = await exec("docker", args, { timeoutMs: TIMEOUT_MS }).catch(() => ({
    stdout: "",
  }));
  const [text] = /\{.*\}/.exec(stdout) ?? [];
  try {
    return schema.parse(JSON.parse(text ?? ""));
  } catch {
    return undefined;
  }
}

/** Whether its folder is on another machine, where nothing here can look. */
export const isElsewhere = ({ host }: NodeOwner, here = hostname()): boolean =>
  host !== undefined && host !== here;

/** The stack's folder that a node belongs to, where that is one of this machine. */
export const folderHere = (owner: NodeOwner | undefined): string | undefined =>
  owner === undefined || isElsewhere(owner) ? undefined : owner.folder;

/** The checkout that a stack's folder lies in. */
export const checkoutOf = ({ folder }: NodeOwner): string => dirname(dirname(dirname(folder)));

/**
 * What frees the name of a cluster that a lab made, by a command that works from this folder.
 * @param folder a stack's of this checkout.
 */
export function waysOut(
  owner: NodeOwner,
  folder: string,
): { readonly whose: string; readonly next: string } {
  const checkout = checkoutOf(owner);
  if (isElsewhere(owner)) {
    const { stack, host = "" } = owner;
    return { whose: `stack ${stack} in ${checkout} at ${host}`, next: `./lab down ${stack} there` };
  }
  const ours = dirname(owner.folder) === dirname(folder);
  if (ours) return { whose: `stack ${owner.stack}`, next: `./lab down ${owner.stack}` };
  const whose = `stack ${owner.stack} in ${checkout}`;
  return isGone(checkout)
    ? { whose: `${whose}, which is gone`, next: "./lab down --orphans" }
    : { whose, next: `cd ${quoted(checkout)} && ./lab down ${owner.stack}` };
}

/** The stack folder that a cluster belongs to where this checkout was copied with its files; undefined: it wasn't. */
export async function originalOf(folder: string, id: string): Promise<string | undefined> {
  const record = await readRecord(folder);
  if (record?.folder === undefined || record.folder === folder) return undefined;
  return (await readRecord(record.folder))?.id === id ? record.folder : undefined;
}

/**
 * Gives a node and its record the folder that their checkout was moved to: the old one would make it look left over
 * to other checkouts. Nothing is asked of Docker where it was not moved.
 */
export async function adoptMoved(exec: Exec, folder: string, stack: string): Promise<void> {
  const record = await readRecord(folder);
  if (record?.id === undefined || record.folder === undefined || record.folder === folder) return;
  await writeOwner(exec, record.name, { stack, folder });
  await writeRecord(folder, record);
}
