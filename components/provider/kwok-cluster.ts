import { randomBytes } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { requireDisk } from "../../lib/disk.js";
import { exec } from "../../lib/exec.js";
import { kubeconfigFile, labDir, stackDir } from "../../lib/paths.js";
import { processTable } from "../../lib/process-table.js";
import { requireFreePort } from "../../lib/ports.js";
import type { KwokInputs } from "./kwok-config.js";
import { hasFiles, workDir } from "./kwok-files.js";
import { belongsTo, endKwok, kwokProcesses, whyNotThere } from "./kwok-processes.js";
import { startKwok } from "./kwok-start.js";
import { whyNot } from "../../tools/releases.js";
import type { ClusterResource, Finding } from "./resource.js";

/** What the state keeps of an embedded cluster. */
export interface KwokOutputs extends KwokInputs {
  readonly kubeconfig: string;
}

const COMPONENTS = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok-controller",
];

/**
 * What a cluster needs on the disk of the checkout, in bytes: etcd reserves 64 MB for its log, twice when the first
 * part is full, beside its data.
 */
export const KWOK_ROOM = 250e6;

/** The embedded cluster: kwokctl's binary runtime (@see https://kwok.sigs.k8s.io). */
export const kwokCluster: ClusterResource<KwokInputs, KwokOutputs> = {
  replaceFields: ["name", "kubernetes", "podSubnet", "serviceSubnet", "apiServerPort"],
  updateFields: [],
  check({ kubernetes }) {
    const reason = whyNot({ kubernetes });
    return reason === undefined ? [] : [{ property: "kubernetes", reason }];
  },

  async create(inputs) {
    await removeKwokCluster(inputs);
    await requireFreePort(inputs.apiServerPort, "the API server");
    requireDisk(labDir, KWOK_ROOM, `a cluster of ${inputs.stack}`);
    const id = `kwok-${inputs.stack}-${randomBytes(4).toString("hex")}`;
    try {
      await startKwok(inputs, id);
    } catch (error) {
      await removeKwokCluster(inputs);
      throw error;
    }
    return {
      id,
      outputs: { ...inputs, kubeconfig: await readFile(kubeconfigFile(inputs.stack), "utf8") },
    };
  },

  async find(id, outputs): Promise<Finding> {
    if (!hasFiles(outputs, id)) return { alive: false, why: "its files are gone" };
    const cluster = { folder: stackDir(outputs.stack), id };
    const why = whyNotThere(cluster, COMPONENTS, kwokProcesses(await processTable(exec)));
    return why === undefined ? { alive: true } : { alive: false, why };
  },

  async remove(id, outputs) {
    const others = (await creations(outputs.stack)).some((creation) => creation !== id);
    // the files beside the creations belong to the one that took its place
    if (others) await removeCreation(outputs, id);
    else await removeKwokCluster(outputs);
  },
};

/** The ids of the clusters that the stack's folder holds: one, or none. */
async function creations(stack: string): Promise<string[]> {
  const names = await readdir(stackDir(stack)).catch(() => []);
  return names.filter((name) => name.startsWith(`kwok-${stack}-`));
}

/**
 * Ends all processes that the stack's clusters have, and only those, and removes their files. They are known by the
 * folder and the cluster in their commands: kwokctl would end whatever has the numbers that its files hold, after a
 * restart of the machine a stranger, in a copy of the checkout the original's cluster.
 */
export async function removeKwokCluster({ stack }: Pick<KwokInputs, "stack">): Promise<void> {
  const owner = { folder: stackDir(stack), ids: await creations(stack) };
  await endKwok((process) => belongsTo(owner, process));
  await rm(owner.folder, { recursive: true, force: true });
}

async function removeCreation({ stack }: KwokInputs, id: string): Promise<void> {
  const owner = { folder: stackDir(stack), ids: [id] };
  await endKwok((process) => process.id === id && belongsTo(owner, process));
  await rm(workDir(stack, id), { recursive: true, force: true });
}
