import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { exec } from "../../lib/exec.js";
import { kubeconfigFile, stackDir } from "../../lib/paths.js";
import { runningProcesses } from "../../lib/processes.js";
import { locate } from "../../tools/locate.js";
import type { ToolName } from "../../tools/tool.js";
import { createArguments, kwokctlConfig, nodeObject, type KwokInputs } from "./kwok-config.js";
import { componentDied, notMade } from "./kwok-errors.js";
import { clusterDir, CONFIG_FILE, workDir } from "./kwok-files.js";
import { whileAlive } from "./kwok-watch.js";

const CREATE_TIMEOUT_MS = 120_000;

/** The programs of a cluster, by the names that kwokctl gives them. kubectl: without one on PATH it downloads one. */
const PROGRAMS = {
  etcd: "etcd",
  "kube-apiserver": "kube-apiserver",
  "kube-controller-manager": "kube-controller-manager",
  "kube-scheduler": "kube-scheduler",
  "kwok-controller": "kwok",
  kubectl: "kubectl",
} as const;

/**
 * Starts an embedded cluster and waits until its API server answers.
 * @throws ToolError `component-died` within seconds when one of its processes ends, with the last lines of its log;
 * `disk-full` where those say so; `cluster-not-made` with what kwokctl said
 */
export async function startKwok(inputs: KwokInputs, id: string): Promise<void> {
  const { stack } = inputs;
  const folder = stackDir(stack);
  const kubeconfig = kubeconfigFile(stack);
  const program = toolsOf(inputs);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, CONFIG_FILE), stringify(kwokctlConfig(inputs)));
  await writeFile(kubeconfig, "", { mode: 0o600 });
  await linkPrograms(inputs, id);
  const create = (signal: AbortSignal): Promise<unknown> =>
    exec(program("kwokctl"), createArguments(inputs, { config: CONFIG_FILE, kubeconfig }), {
      cwd: folder,
      timeoutMs: CREATE_TIMEOUT_MS,
      signal,
      // kwokctl reads the user's kubeconfig unless it is told of another one
      env: { HOME: workDir(stack, id), KWOK_WORKDIR: undefined, KUBECONFIG: kubeconfig },
    }).catch((error: unknown) => {
      throw notMade(stack, error);
    });
  await whileAlive(create, () => deadComponent(inputs, id));
  await exec(
    program("kubectl"),
    ["--kubeconfig", kubeconfig, "--cache-dir", join(folder, "kubectl"), "apply", "-f", "-"],
    { input: stringify(nodeObject(inputs)) },
  );
}

/** kwokctl takes the path of a program for a URL, and a `%` in it for a mistake; a program in its place it takes as it is. */
async function linkPrograms(inputs: KwokInputs, id: string): Promise<void> {
  const bin = join(clusterDir(inputs, id), "bin");
  await mkdir(bin, { recursive: true, mode: 0o700 });
  const program = toolsOf(inputs);
  for (const [name, tool] of Object.entries(PROGRAMS))
    await symlink(program(tool), join(bin, name));
}

/** Finds the tools of a cluster's Kubernetes. */
const toolsOf =
  ({ kubernetes }: KwokInputs) =>
  (tool: ToolName): string =>
    locate(tool, { versions: { kubernetes } });

/** The error of a component that has ended again; undefined while all that were started run. */
async function deadComponent(inputs: KwokInputs, id: string): Promise<Error | undefined> {
  const folder = clusterDir(inputs, id);
  const pids = await startedPids(join(folder, "pids"));
  const running = new Set((await runningProcesses([...pids.keys()], exec)).map(({ pid }) => pid));
  const dead = [...pids].find(([pid]) => !running.has(pid))?.[1];
  if (dead === undefined) return undefined;
  const log = await readFile(join(folder, "logs", `${dead}.log`), "utf8").catch(() => "");
  return componentDied(inputs.stack, dead, log);
}

/** The numbers of the processes that kwokctl has just started, with the names of their components. */
async function startedPids(folder: string): Promise<Map<number, string>> {
  const files = await readdir(folder).catch(() => []);
  const entries = files.map(async (file): Promise<[number, string]> => {
    const text = await readFile(join(folder, file), "utf8").catch(() => "");
    return [Number(text), file.replace(/\.pid$/, "")];
  });
  // a file that was just made is empty
  return new Map((await Promise.all(entries)).filter(([pid]) => pid > 0));
}
