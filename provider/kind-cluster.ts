import { access, chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, ToolError, UsageError } from "../lib/errors.js";
import { freePort, requireFreePort } from "../lib/ports.js";
import { isDockerMissing } from "./docker.js";
import { checkKindInputs } from "./kind-check.js";
import { createCluster, deleteCluster, exportLogs, kubeconfigIn } from "./kind-commands.js";
import type { KindInputs } from "./kind-config.js";
import { inspectNode, nodeName, startNode, type KindNode } from "./kind-node.js";
import { ensureNodeImage } from "./kind-pull.js";
import { waitForApiServer } from "./kind-ready.js";
import { clusterId, isRecorded, stackOf, writeRecord } from "./kind-record.js";
import { realWorld, type KindWorld } from "./kind-world.js";
import type { ClusterResource, Finding } from "./resource.js";

/** What the state keeps of a kind cluster. */
export interface KindOutputs extends KindInputs {
  readonly kubeconfig: string;
}

/** The kind cluster: one node in a Docker container (design.md, "Two targets"). */
export const kindClusterIn = (world: KindWorld): ClusterResource<KindInputs, KindOutputs> => ({
  replaceFields: [
    "name",
    "image",
    "ports",
    "podSubnet",
    "serviceSubnet",
    "apiServerPort",
    "kubeadmConfigPatches",
    "extraMounts",
  ],
  updateFields: [],
  check: checkKindInputs,
  create: (inputs) => create(world, inputs),

  async find(id, { stack, name }): Promise<Finding> {
    const node = await inspectNode(world.exec, name);
    if (node === undefined) return { alive: false, why: `there is no ${nodeName(name)}` };
    const made = clusterId(stack, node.container);
    if (made !== id) return { alive: false, why: `another one, ${made}, took its place` };
    return findingOf(node);
  },

  async update(id, outputs, inputs) {
    const node = await inspectNode(world.exec, inputs.name);
    if (node !== undefined && clusterId(inputs.stack, node.container) === id) {
      await restart(world, inputs, node);
    }
    return { ...inputs, kubeconfig: outputs.kubeconfig };
  },

  async remove(id, inputs) {
    const node = await inspectNode(world.exec, inputs.name).catch((error: unknown) => {
      // an engine that is stopped is another thing: the cluster would come back with it
      if (isDockerMissing(error)) return undefined;
      throw error;
    });
    if (node !== undefined) {
      const isOurs = clusterId(inputs.stack, node.container) === id;
      if (isOurs || (await isRecorded(world.folder(inputs.stack), inputs.stack, node))) {
        await deleteCluster(world, inputs);
      } else world.note(`${nodeName(inputs.name)} is not of stack ${inputs.stack}: it stays.`);
    }
    await rm(world.folder(inputs.stack), { recursive: true, force: true });
  },
});

/** The kind cluster on this machine. */
export const kindCluster = kindClusterIn(realWorld);

function findingOf({ status }: KindNode): Finding {
  switch (status) {
    case "running":
    case "restarting":
      return { alive: true };
    case "created":
    case "exited":
      return { alive: false, why: "its node is stopped", restart: true };
    case "paused":
      return { alive: false, why: "its node is paused", restart: true };
    case "removing":
    case "dead":
      return { alive: false, why: `its node is ${status}` };
  }
}

async function create(
  world: KindWorld,
  inputs: KindInputs,
): Promise<{ id: string; outputs: KindOutputs }> {
  const folder = world.folder(inputs.stack);
  await clearLeftovers(world, inputs);
  await requireMounts(inputs);
  await requirePorts(world, inputs, inputs.apiServerPort);
  const image = await ensureNodeImage(world, inputs.image);
  const apiServerPort = inputs.apiServerPort === 0 ? await freePort() : inputs.apiServerPort;
  const record = { name: inputs.name, apiServerPort };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(kubeconfigIn(folder), "", { mode: 0o600 });
  await writeRecord(folder, record);
  try {
    await createCluster(world, { ...inputs, apiServerPort }, image);
    const node = await inspectNode(world.exec, inputs.name);
    if (node === undefined) throw new ToolError("node-missing", `kind made no ${nodeName(inputs.name)}.`);
    const id = clusterId(inputs.stack, node.container);
    await writeRecord(folder, { ...record, id });
    await chmod(kubeconfigIn(folder), 0o600);
    const kubeconfig = await readFile(kubeconfigIn(folder), "utf8");
    return { id, outputs: { ...inputs, kubeconfig } };
  } catch (error) {
    throw await undone(world, inputs, error);
  }
}

/** Takes back a creation that failed, all but its logs, and says where they are. */
async function undone(world: KindWorld, inputs: KindInputs, error: unknown): Promise<unknown> {
  const folder = world.folder(inputs.stack);
  const node = await inspectNode(world.exec, inputs.name).catch(() => undefined);
  let logs: string | undefined;
  if (node !== undefined && (await isRecorded(folder, inputs.stack, node))) {
    logs = await exportLogs(world, inputs);
    await deleteCluster(world, inputs);
  }
  const files = await readdir(folder);
  const rest = files.map((file) => join(folder, file)).filter((file) => file !== logs);
  await Promise.all(rest.map((file) => rm(file, { recursive: true, force: true })));
  const where = logs === undefined ? "" : `\nThe node's logs: ${logs}`;
  return new ToolError(
    "cluster-not-made",
    `kind could not make cluster "${inputs.name}": ${messageOf(error)}${where}`,
    { cause: error, next: `./lab up ${inputs.stack}` },
  );
}

/**
 * Removes what an interrupted run of this stack has left.
 * @throws UsageError `cluster-exists` when a cluster of that name is somebody else's: it is never touched.
 */
async function clearLeftovers(world: KindWorld, inputs: KindInputs): Promise<void> {
  const { stack, name } = inputs;
  const folder = world.folder(stack);
  const node = await inspectNode(world.exec, name);
  if (node !== undefined) {
    if (!(await isRecorded(folder, stack, node))) throw await clusterExists(folder, inputs, node);
    await deleteCluster(world, inputs);
  }
  await rm(folder, { recursive: true, force: true });
}

async function clusterExists(
  folder: string,
  { stack, name }: KindInputs,
  node: KindNode,
): Promise<UsageError> {
  const owner = await stackOf(folder, node.container);
  const what = node.cluster === undefined ? `A container "${nodeName(name)}"` : `A kind cluster "${name}"`;
  const whose = owner === undefined ? `stack ${stack} did not make it` : `stack ${owner} made it`;
  const remove =
    node.cluster === undefined
      ? `docker rm --force ${nodeName(name)}`
      : `kind delete cluster --name ${name}`;
  return new UsageError("cluster-exists", `${what} is there already, and ${whose}.`, {
    next: owner === undefined ? remove : `./lab down ${owner}`,
  });
}

/** Docker would make a folder that is missing, as root. @throws UsageError `mount-missing` */
async function requireMounts({ extraMounts, stack }: KindInputs): Promise<void> {
  for (const { hostPath, containerPath } of extraMounts) {
    await access(hostPath).catch((error: unknown) => {
      throw new UsageError(
        "mount-missing",
        `There is no "${hostPath}" to be mounted at ${containerPath}.`,
        { cause: error, next: `pulumi config rm istio-lab:book -s ${stack}` },
      );
    });
  }
}
