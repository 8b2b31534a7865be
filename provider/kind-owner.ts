import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Exec } from "../lib/exec.js";
import { quoted } from "../lib/quote.js";
import { nodeName } from "./kind-node.js";
import { readRecord, writeRecord } from "./kind-record.js";

/** The stack that a node was made for. kind can't label a node, so it lies in the node itself: it goes with it. */
export interface NodeOwner {
  readonly stack: string;
  /** The stack's folder as it was called then: `/home/me/istio-lab/.lab/stacks/week1`. */
  readonly folder: string;
}

const FILE = "/etc/istio-lab.json";
/** A question about it must not hold up a command that is not about Docker: a stopped Docker Desktop hangs. */
const TIMEOUT_MS = 5_000;
const schema = z.object({ stack: z.string(), folder: z.string() });

/** Writes into a node whose it is. @throws ToolError `command-failed` */
export async function writeOwner(exec: Exec, cluster: string, owner: NodeOwner): Promise<void> {
  const args = ["exec", "--interactive", nodeName(cluster), "sh", "-c", `cat >${FILE}`];
  await exec("docker", args, { timeoutMs: TIMEOUT_MS, input: `${JSON.stringify(owner)}\n` });
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

/** The checkout that a stack's folder lies in. */
export const checkoutOf = ({ folder }: NodeOwner): string => dirname(dirname(dirname(folder)));

/**
 * What frees the name of a cluster that a lab made, by a command that works from this folder.
 * @param folder a stack's of this checkout.
 */
export function waysOut(
  owner: NodeOwner,
  folder: string,
  exists: (path: string) => boolean = existsSync,
): { readonly whose: string; readonly next: string } {
  const checkout = checkoutOf(owner);
  const ours = dirname(owner.folder) === dirname(folder);
  if (ours) return { whose: `stack ${owner.stack}`, next: `./lab down ${owner.stack}` };
  const whose = `stack ${owner.stack} in ${checkout}`;
  return exists(checkout)
    ? { whose, next: `cd ${quoted(checkout)} && ./lab down ${owner.stack}` }
    : { whose: `${whose}, which is gone`, next: "./lab down --orphans" };
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
