import { access, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Endpoint } from "../../lib/docker-context.js";
import { dockerEndpoint } from "../../lib/docker-host.js";
import type { KindNode } from "./kind-node.js";

/** Tells a stack's cluster from another one of the same name, since kind can't label one. In the stack's folder. */
export interface KindRecord {
  readonly name: string;
  /** The host port of the API server: known before the container is, so that one left half-made is recognised. */
  readonly apiServerPort: number;
  /** Undefined until the cluster is made. */
  readonly id?: string | undefined;
  /** The folder that it was written into: a copy of the checkout has the record, too, and not the cluster. */
  readonly folder?: string | undefined;
  /** As kind wrote it: the file beside it may be changed since, by `kubectl config` for one. */
  readonly kubeconfig?: string | undefined;
  /** The Docker engine that it is on, as variables that name it; undefined in what an older lab made. */
  readonly docker?: Endpoint | undefined;
}

const schema = z.object({
  name: z.string(),
  apiServerPort: z.number(),
  id: z.string().optional(),
  folder: z.string().optional(),
  kubeconfig: z.string().optional(),
  docker: z.looseObject({ DOCKER_HOST: z.string() }).catchall(z.string()).optional(),
});

/** As Docker shortens it. */
const SHORT_ID = 12;

/** The kubeconfig of a stack's cluster: kind is never let near the user's own. */
export const kubeconfigIn = (folder: string): string => join(folder, "kubeconfig");

/** Its name in the stack's folder. */
export const RECORD = "kind.json";
const recordFile = (folder: string): string => join(folder, RECORD);

/** The id of a cluster: the creation of its container. */
export const clusterId = (stack: string, container: string): string =>
  `kind-${stack}-${container.slice(0, SHORT_ID)}`;

/**
 * Keeps what is known of the cluster that is being made.
 * @param env names the Docker engine that it is made on.
 */
export function writeRecord(folder: string, record: KindRecord, env = process.env): Promise<void> {
  const kept: KindRecord = { docker: dockerEndpoint(env), ...record, folder };
  return writeFile(recordFile(folder), `${JSON.stringify(kept)}\n`, { mode: 0o600 });
}

/** Whether the stack made the node, by what lies in its folder. */
export async function isRecorded(folder: string, stack: string, node: KindNode): Promise<boolean> {
  const record = await readRecord(folder);
  if (record === undefined || record.name !== node.cluster) return false;
  if (record.folder !== undefined && record.folder !== folder) {
    const original = await readRecord(record.folder);
    if (original !== undefined && original.id === record.id) return false;
  }
  return record.id === undefined
    ? record.apiServerPort === node.apiServerPort
    : record.id === clusterId(stack, node.container);
}

/**
 * The stack of this checkout that made a container. Undefined: none did.
 * @param folder the folder of any stack: the others lie beside it.
 */
export async function stackOf(folder: string, container: string): Promise<string | undefined> {
  const stacks = await readdir(dirname(folder)).catch(() => []);
  for (const stack of stacks) {
    const record = await readRecord(join(dirname(folder), stack));
    if (record?.id === clusterId(stack, container)) return stack;
  }
  return undefined;
}

/** The kubeconfig of a cluster as it was made; undefined when it, or the file for kubectl, is lost. */
export async function keptKubeconfig(folder: string, id: string): Promise<string | undefined> {
  const record = await readRecord(folder);
  if (record?.id !== id) return undefined;
  return access(kubeconfigIn(folder)).then(
    () => record.kubeconfig,
    () => undefined,
  );
}

/** Undefined when there is none, or when it isn't one: then nothing is known to be ours. */
export async function readRecord(folder: string): Promise<KindRecord | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(recordFile(folder), "utf8")));
  } catch {
    return undefined;
  }
}
