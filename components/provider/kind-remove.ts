import { rm } from "node:fs/promises";
import { allProcesses, endProcess } from "../../lib/processes.js";
import { withoutDocker } from "./docker.js";
import { deleteCluster, kindCreates } from "./kind-commands.js";
import type { KindInputs } from "./kind-config.js";
import { inspectNode, type KindNode } from "./kind-node.js";
import { folderHere, nodeOwner, originalOf } from "./kind-owner.js";
import { clusterId, isRecorded, readRecord } from "./kind-record.js";
import { realWorld, type KindWorld } from "./kind-world.js";

interface Found {
  readonly name: string;
  readonly node: KindNode;
  readonly isOurs: boolean;
}

/** The clusters there are of the name that is wanted, and of the name that the stack's last one had. */
export async function clustersOf(world: KindWorld, { stack, name }: KindInputs): Promise<Found[]> {
  const folder = world.folder(stack);
  const record = await readRecord(folder);
  const found: Found[] = [];
  for (const candidate of new Set([name, record?.name ?? name])) {
    const node = await inspectNode(world.exec, candidate);
    if (node === undefined) continue;
    const isOurs =
      (await isRecorded(folder, stack, node)) ||
      // its files are lost: git clean, a disk that was full
      folderHere(await nodeOwner(world.exec, candidate)) === folder;
    // somebody else's cluster is in the way only when its name is wanted
    if (isOurs || candidate === name) found.push({ name: candidate, node, isOurs });
  }
  return found;
}

/**
 * Removes the stack's cluster, whole or half-made, and its files. Nobody else's is touched.
 * @throws ToolError `docker-no-answer` or `cluster-not-deleted`
 */
export async function removeKindCluster(world: KindWorld, inputs: KindInputs): Promise<void> {
  const record = await readRecord(world.folder(inputs.stack));
  if (record !== undefined && record.id === undefined) await endKind(world, inputs.stack);
  const found = await clustersOf(world, inputs).catch(withoutDocker([]));
  for (const { name, isOurs } of found) {
    if (isOurs) await deleteCluster(world, { ...inputs, name });
  }
  await rm(world.folder(inputs.stack), { recursive: true, force: true });
}

/** Longer than a loaded machine takes to list its processes, in ms. */
const LIST_TIMEOUT_MS = 20_000;
/** What kind had just asked Docker for comes about without it, in ms. */
const SETTLE_MS = 1_000;

/** Ends a kind that outlived the run it was started by: it would go on beside the next one. */
async function endKind(world: KindWorld, stack: string): Promise<void> {
  const mark = kindCreates(world.folder(stack));
  const processes = await allProcesses((command, args, options) =>
    world.exec(command, args, { ...options, timeoutMs: LIST_TIMEOUT_MS }),
  );
  const ours = processes.filter(({ command }) => command.includes(mark));
  for (const { pid } of ours) endProcess(pid);
  if (ours.length > 0) await world.sleep(SETTLE_MS);
}

/** For `lab down`: what a killed run has left on this machine. */
export const removeKindLeftovers = (inputs: KindInputs): Promise<void> =>
  removeKindCluster(realWorld, inputs);

/**
 * Removes the cluster of an id, and never the one that took its place.
 * @throws ToolError `docker-no-answer` or `cluster-not-deleted`
 */
export async function removeCreation(
  world: KindWorld,
  id: string,
  inputs: KindInputs,
): Promise<void> {
  const { stack, name } = inputs;
  const record = await readRecord(world.folder(stack));
  const node = await inspectNode(world.exec, name).catch(withoutDocker(undefined));
  const isThis = node !== undefined && clusterId(stack, node.container) === id;
  if (isThis && (await originalOf(world.folder(stack), id)) === undefined) {
    await deleteCluster(world, inputs);
  }
  const isLast = record !== undefined && (record.id === undefined || record.id === id);
  if (isLast) await removeKindCluster(world, inputs);
}
