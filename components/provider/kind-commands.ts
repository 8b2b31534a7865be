import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { messageOf, ToolError } from "../../lib/errors.js";
import type { ExecResult } from "../../lib/exec.js";
import { kindConfig, type KindInputs } from "./kind-config.js";
import { kubernetesOf } from "./kind-node-image.js";
import type { KindEnvironment } from "./kind-environment.js";
import { nodeName } from "../../labs/cluster.js";
import { writeOwner } from "./kind-owner.js";
import { kubeconfigIn } from "./kind-record.js";
import type { KindWorld } from "./kind-world.js";

/** What kind itself waits for the node to be ready. */
const READY_WAIT = "120s";
const CREATE_TIMEOUT_MS = 300_000;
const DELETE_TIMEOUT_MS = 60_000;
const LOGS_TIMEOUT_MS = 60_000;
const LIST_TIMEOUT_MS = 20_000;
const DELETE_TRIES = 3;
const DELETE_PAUSE_MS = 2_000;

/** How the kind that makes a stack's cluster is known among all processes: by the stack's own kubeconfig. */
export const kindCreates = (folder: string): string =>
  `--config - --kubeconfig ${kubeconfigIn(folder)} --wait`;

interface KindOptions {
  readonly timeoutMs: number;
  readonly env?: KindEnvironment;
  readonly input?: string;
  readonly onLine?: (line: string) => void;
}

function kind(
  world: KindWorld,
  { stack, image }: KindInputs,
  args: readonly string[],
  options: KindOptions,
): Promise<ExecResult> {
  const folder = world.folder(stack);
  // without it kind takes podman where both are there
  const own = { KIND_EXPERIMENTAL_PROVIDER: "docker", KUBECONFIG: kubeconfigIn(folder) };
  const env = { ...options.env, ...own };
  return world.exec(world.kindFor(kubernetesOf(image)), args, { ...options, env });
}

/**
 * Makes the cluster. When it fails, what there is of it stays for its logs.
 * @param image the node image, which is there already.
 * @param env variables for kind beside its own.
 * @throws ToolError `command-failed`
 */
export async function createCluster(
  world: KindWorld,
  inputs: KindInputs,
  image: string,
  env: KindEnvironment = {},
): Promise<void> {
  const folder = world.folder(inputs.stack);
  const args = [
    ...["create", "cluster", "--name", inputs.name, "--image", image, "--config", "-"],
    ...["--kubeconfig", kubeconfigIn(folder), "--wait", READY_WAIT, "--retain"],
  ];
  await kind(world, inputs, args, {
    timeoutMs: CREATE_TIMEOUT_MS,
    env,
    input: stringify(kindConfig(inputs)),
    onLine: (line) => {
      const stage = stageOf(line);
      if (stage !== undefined) world.note(`kind: ${stage}`);
      if (stage === NODE_RUNS) markNode(world, inputs, folder);
    },
  });
}

/** The first stage of kind's in which the node runs. */
const NODE_RUNS = "Writing configuration";

/** As early as can be, so that a run which is killed leaves no node that nobody knows; it is written again at the end. */
function markNode(world: KindWorld, { stack, name }: KindInputs, folder: string): void {
  writeOwner(world.exec, name, { stack, folder }).catch(() => undefined);
}

/** What kind says that it begins with; its pictures and its ticks are left out. */
function stageOf(line: string): string | undefined {
  if (!line.startsWith(" • ")) return undefined;
  return line
    .slice(3)
    .replaceAll(/[\p{Extended_Pictographic}\u{FE0F}]/gu, "")
    .replace(/\s*\.\.\.$/, "")
    .trim();
}

/**
 * Writes the kubeconfig of a cluster that runs once more.
 * @returns its content.
 * @throws ToolError `command-failed`
 */
export async function restoreKubeconfig(world: KindWorld, inputs: KindInputs): Promise<string> {
  const { stack, name } = inputs;
  const folder = world.folder(stack);
  const args = ["get", "kubeconfig", "--name", name];
  const { stdout } = await kind(world, inputs, args, { timeoutMs: LIST_TIMEOUT_MS });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(kubeconfigIn(folder), stdout, { mode: 0o600 });
  return stdout;
}

/**
 * Keeps the logs of a node that did not come up. Never fails: another error is on its way to the learner.
 * @returns the folder they are in, or undefined when there are none.
 */
export async function exportLogs(
  world: KindWorld,
  inputs: KindInputs,
): Promise<string | undefined> {
  const { stack, name } = inputs;
  const folder = world.folder(stack);
  const logs = join(folder, "logs");
  const args = ["export", "logs", logs, "--name", name];
  return kind(world, inputs, args, { timeoutMs: LOGS_TIMEOUT_MS }).then(
    () => logs,
    () => undefined,
  );
}

/**
 * Deletes the cluster until kind does not know it any more: Docker sometimes fails at the first try.
 * @throws ToolError `cluster-not-deleted` after three tries
 */
export async function deleteCluster(world: KindWorld, inputs: KindInputs): Promise<void> {
  const { stack, name } = inputs;
  const folder = world.folder(stack);
  const args = ["delete", "cluster", "--name", name, "--kubeconfig", kubeconfigIn(folder)];
  let last = "kind still lists it";
  for (let tries = 0; tries < DELETE_TRIES; tries += 1) {
    if (tries > 0) await world.sleep(DELETE_PAUSE_MS);
    await kind(world, inputs, args, { timeoutMs: DELETE_TIMEOUT_MS }).catch((error: unknown) => {
      last = messageOf(error);
    });
    const list = await kind(world, inputs, ["get", "clusters"], { timeoutMs: LIST_TIMEOUT_MS });
    if (!list.stdout.split("\n").includes(name)) return;
  }
  throw new ToolError(
    "cluster-not-deleted",
    `kind could not delete cluster "${name}" in ${DELETE_TRIES} tries: ${last}`,
    { next: `docker rm --force --volumes ${nodeName(name)} && ./lab down ${stack}` },
  );
}
