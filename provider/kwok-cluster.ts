import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { exec } from "../lib/exec.js";
import { kubeconfigFile, stackDir } from "../lib/paths.js";
import { processTable } from "../lib/process-table.js";
import { requireFreePort } from "../lib/ports.js";
import { locate } from "../tools/locate.js";
import { createArguments, kwokctlConfig, nodeObject, type KwokInputs } from "./kwok-config.js";
import { belongsTo, endKwok, kwokProcesses, whyNotThere } from "./kwok-processes.js";
import type { ClusterResource, Finding } from "./resource.js";

/** What the state keeps of an embedded cluster. */
export interface KwokOutputs extends KwokInputs {
  readonly kubeconfig: string;
}

const CREATE_TIMEOUT_MS = 120_000;
const COMPONENTS = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok-controller",
];

const configFile = (stack: string): string => join(stackDir(stack), "kwokctl.yaml");
/**
 * Each creation has a folder of its own, named by its id. The kubeconfig of an earlier one points to keys that
 * are gone, so that what is left of it in the state can never reach, and delete from, the cluster of today.
 */
const workDir = (stack: string, id: string): string => join(stackDir(stack), id);
const clusterDir = ({ stack, name }: KwokInputs, id: string): string =>
  join(workDir(stack, id), "clusters", name);

const kwokctl = (stack: string, id: string, args: readonly string[]): Promise<unknown> =>
  exec(locate("kwokctl"), args, {
    timeoutMs: CREATE_TIMEOUT_MS,
    // kwokctl reads the user's kubeconfig unless it is told of another one
    env: { KWOK_WORKDIR: workDir(stack, id), KUBECONFIG: kubeconfigFile(stack) },
  });

/** The embedded cluster: kwokctl's binary runtime (toolchain.md; @see https://kwok.sigs.k8s.io). */
export const kwokCluster: ClusterResource<KwokInputs, KwokOutputs> = {
  replaceFields: ["name", "kubernetes", "podSubnet", "serviceSubnet", "apiServerPort"],
  updateFields: [],
  check: () => [],

  async create(inputs) {
    await removeKwokCluster(inputs);
    await requireFreePort(inputs.apiServerPort, "the API server");
    const id = `kwok-${inputs.stack}-${randomBytes(4).toString("hex")}`;
    try {
      await start(inputs, id);
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
    if (!existsSync(clusterDir(outputs, id))) return { alive: false, why: "its files are gone" };
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

async function start(inputs: KwokInputs, id: string): Promise<void> {
  const folder = stackDir(inputs.stack);
  const files = { config: configFile(inputs.stack), kubeconfig: kubeconfigFile(inputs.stack) };
  const binaries = {
    etcd: locate("etcd"),
    apiServer: locate("kube-apiserver"),
    controllerManager: locate("kube-controller-manager"),
    scheduler: locate("kube-scheduler"),
    kwok: locate("kwok"),
  };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(files.config, stringify(kwokctlConfig(inputs)));
  await writeFile(files.kubeconfig, "", { mode: 0o600 });
  await kwokctl(inputs.stack, id, createArguments(inputs, binaries, files));
  await exec(
    locate("kubectl"),
    ["--kubeconfig", files.kubeconfig, "--cache-dir", join(folder, "kubectl"), "apply", "-f", "-"],
    { input: stringify(nodeObject(inputs)) },
  );
}

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
