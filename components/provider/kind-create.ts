import { chmod, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, ToolError } from "../../lib/errors.js";
import { freePort } from "../../lib/ports.js";
import { createCluster, deleteCluster, exportLogs } from "./kind-commands.js";
import type { KindInputs } from "./kind-config.js";
import { withProxies } from "./kind-environment.js";
import { clusterExists, requireMounts, requireNoKwok, requirePorts } from "./kind-guards.js";
import { writeMirrors } from "./kind-mirrors.js";
import { ensureNetwork } from "./kind-network.js";
import { nodeName } from "../../labs/cluster.js";
import { inspectNode } from "./kind-node.js";
import { writeOwner } from "./kind-owner.js";
import { ensureNodeImage } from "./kind-pull.js";
import { clusterId, isRecorded, kubeconfigIn, RECORD, writeRecord } from "./kind-record.js";
import { clustersOf, removeKindCluster } from "./kind-remove.js";
import type { KindWorld } from "./kind-world.js";

/** What the state keeps of a kind cluster. */
export interface KindOutputs extends KindInputs {
  /** The content of the kubeconfig: a secret. */
  readonly kubeconfig: string;
}

interface Created {
  readonly id: string;
  readonly outputs: KindOutputs;
}

/**
 * Makes a kind cluster. The one that the stack has is removed only when all that can be known to fail is known
 * to be right.
 * @throws UsageError `cluster-exists`, `other-target`, `mount-missing`, `port-busy` or `unknown-address`
 * @throws ToolError `docker-missing`, `docker-no-answer`, `image-pull-failed` or `cluster-not-made`
 */
export async function createKind(world: KindWorld, inputs: KindInputs): Promise<Created> {
  const { stack, name } = inputs;
  await requireNoKwok(world.folder(stack), stack);
  const old = await clustersOf(world, inputs);
  const foreign = old.find((cluster) => !cluster.isOurs);
  if (foreign !== undefined) throw await clusterExists(world, inputs, foreign.node);
  await requireMounts(inputs);
  const held = old.flatMap(({ node }) => node.hostPorts);
  await requirePorts(world, inputs, held);
  const image = await ensureNodeImage(world, inputs);
  await removeKindCluster(world, inputs);
  const apiServerPort = inputs.apiServerPort === 0 ? await freePort() : inputs.apiServerPort;
  const folder = world.folder(stack);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeRecord(folder, { name, apiServerPort });
  try {
    await ensureNetwork(world.exec);
    const wanted = { ...inputs, apiServerPort };
    await withProxies(world, (env) => createCluster(world, wanted, image, env));
    await writeMirrors(world, name);
    return await created(world, inputs, apiServerPort);
  } catch (error) {
    const notes = await undo(world, inputs);
    throw new ToolError(
      "cluster-not-made",
      [`kind could not make cluster "${name}": ${messageOf(error)}`, ...notes].join("\n"),
      {
        cause: error,
        next: "./lab doctor (what this machine lacks); docker info (what Docker says)",
      },
    );
  }
}

async function created(
  world: KindWorld,
  inputs: KindInputs,
  apiServerPort: number,
): Promise<Created> {
  const { stack, name } = inputs;
  const folder = world.folder(stack);
  const node = await inspectNode(world.exec, name);
  if (node === undefined) throw new Error(`there is no ${nodeName(name)}`);
  const id = clusterId(stack, node.container);
  await writeOwner(world.exec, name, { stack, folder });
  await chmod(kubeconfigIn(folder), 0o600);
  const kubeconfig = await readFile(kubeconfigIn(folder), "utf8");
  await writeRecord(folder, { name, apiServerPort, id, kubeconfig });
  return { id, outputs: { ...inputs, kubeconfig } };
}

/** Takes a creation that failed back, all but the logs. Never fails: what it could not do, it tells. */
async function undo(world: KindWorld, inputs: KindInputs): Promise<string[]> {
  const folder = world.folder(inputs.stack);
  try {
    const node = await inspectNode(world.exec, inputs.name);
    const isOurs = node !== undefined && (await isRecorded(folder, inputs.stack, node));
    const logs = isOurs ? await exportLogs(world, inputs) : undefined;
    if (isOurs) await deleteCluster(world, inputs);
    await removeAllBut(folder, logs);
    return logs === undefined ? [] : [`The logs of its node: ${logs}`];
  } catch (error) {
    // the record stays, so that the next run still knows that the rest is ours
    await removeAllBut(folder, join(folder, RECORD));
    return [`What there is of it could not be removed: ${messageOf(error)}`];
  }
}

async function removeAllBut(folder: string, kept: string | undefined): Promise<void> {
  const files = (await readdir(folder)).map((file) => join(folder, file));
  const rest = files.filter((file) => file !== kept);
  await Promise.all(rest.map((file) => rm(file, { recursive: true, force: true })));
}
