import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { exec } from "../lib/exec.js";
import { kubeconfigFile, stackDir } from "../lib/paths.js";
import { allProcesses, runningProcesses } from "../lib/processes.js";
import { requireFreePort } from "../lib/ports.js";
import { locate } from "../tools/locate.js";
import { createArguments, kwokctlConfig, nodeObject, type KwokInputs } from "./kwok-config.js";
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
    const dead = await deadComponents(outputs, id);
    if (dead.length > 0) return { alive: false, why: `not running: ${dead.join(", ")}` };
    return { alive: true };
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

/** The components whose process is not there any more. */
async function deadComponents(inputs: KwokInputs, id: string): Promise<string[]> {
  const pids = await componentPids(inputs, id);
  const running = await runningProcesses([...pids.values()], exec);
  return COMPONENTS.filter((name) => !running.some(({ pid }) => pid === pids.get(name)));
}

async function componentPids(inputs: KwokInputs, id: string): Promise<Map<string, number>> {
  const folder = join(clusterDir(inputs, id), "pids");
  const files = await readdir(folder).catch(() => []);
  const entries = files.map(async (file) => {
    const pid = Number(await readFile(join(folder, file), "utf8"));
    return [file.replace(/\.pid$/, ""), pid] as const;
  });
  return new Map(await Promise.all(entries));
}

/** The ids of the clusters that the stack's folder holds: one, or none. */
async function creations(stack: string): Promise<string[]> {
  const names = await readdir(stackDir(stack)).catch(() => []);
  return names.filter((name) => name.startsWith(`kwok-${stack}-`));
}

/** Ends all processes that the stack's clusters have, and only those, and removes their files. */
export async function removeKwokCluster(inputs: KwokInputs): Promise<void> {
  for (const id of await creations(inputs.stack)) await removeCreation(inputs, id);
  await rm(stackDir(inputs.stack), { recursive: true, force: true });
}

async function removeCreation(inputs: KwokInputs, id: string): Promise<void> {
  if (existsSync(clusterDir(inputs, id))) {
    const args = ["delete", "cluster", "--name", inputs.name];
    await kwokctl(inputs.stack, id, args).catch(() => undefined);
  }
  await endProcesses(inputs, id);
  await rm(workDir(inputs.stack, id), { recursive: true, force: true });
}

/** How often it is looked whether the processes have ended, and how long apart, in ms. */
const LOOKS = 20;
const LOOK_MS = 100;

/**
 * Ends what kwokctl did not: components whose pid file is lost, and a kwokctl that still makes the cluster of a
 * run that was killed. They are known by the stack's own folder in their command.
 */
async function endProcesses(inputs: KwokInputs, id: string): Promise<void> {
  const components = join(clusterDir(inputs, id), "bin", "");
  const config = configFile(inputs.stack);
  for (let look = 0; look < LOOKS; look++) {
    const ours = (await allProcesses(exec)).filter(
      ({ command }) =>
        command.startsWith(components) ||
        command.includes(`create cluster --name ${inputs.name} --config ${config}`),
    );
    if (ours.length === 0) return;
    for (const { pid } of ours) endProcess(pid);
    await sleep(LOOK_MS);
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}
