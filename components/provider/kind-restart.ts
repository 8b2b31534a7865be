import { ToolError } from "../../lib/errors.js";
import { restoreKubeconfig } from "./kind-commands.js";
import type { KindInputs } from "./kind-config.js";
import { requirePorts } from "./kind-guards.js";
import { nodeName } from "../../labs/cluster.js";
import { startNode, type KindNode } from "./kind-node.js";
import { keptKubeconfig, writeRecord } from "./kind-record.js";
import type { KindWorld } from "./kind-world.js";

/** An API server answers about 14 s after its node was started. */
const ANSWER_TRIES = 120;
const ANSWER_PAUSE_MS = 1_000;

/**
 * Starts a node that is stopped or paused, gives the stack its kubeconfig again where that is lost, and waits until
 * the API server answers: also after a restart of Docker, which starts nodes by itself.
 * @param id the cluster's, which is the node's.
 * @returns the kubeconfig.
 * @throws UsageError `port-busy` when somebody took one of its ports meanwhile
 * @throws ToolError `node-not-started` or `api-no-answer`
 */
export async function restartNode(
  world: KindWorld,
  id: string,
  inputs: KindInputs,
  node: KindNode,
): Promise<string> {
  const { stack, name } = inputs;
  if (node.status !== "running" && node.status !== "restarting") {
    // a paused node still holds its ports
    if (node.status !== "paused") {
      const apiServerPort = node.apiServerPort ?? inputs.apiServerPort;
      await requirePorts(world, { ...inputs, apiServerPort });
    }
    world.note(`Starting ${nodeName(name)}`);
    await startNode(world.exec, name, node);
  }
  const folder = world.folder(stack);
  const kept = await keptKubeconfig(folder, id);
  if (kept !== undefined) return waitForApiServer(world, inputs, kept);
  const kubeconfig = await restoreKubeconfig(world, inputs);
  const apiServerPort = node.apiServerPort ?? inputs.apiServerPort;
  await writeRecord(folder, { name, apiServerPort, id, kubeconfig });
  return waitForApiServer(world, inputs, kubeconfig);
}

async function waitForApiServer(
  world: KindWorld,
  { stack, name }: KindInputs,
  kubeconfig: string,
): Promise<string> {
  let last = "";
  for (let tries = 0; tries < ANSWER_TRIES; tries += 1) {
    if (tries > 0) await world.sleep(ANSWER_PAUSE_MS);
    const why = await world.whyNotReady(kubeconfig);
    if (why === undefined) return kubeconfig;
    last = why;
  }
  throw new ToolError(
    "api-no-answer",
    `The node of cluster "${name}" is started, but its API server did not answer in ${ANSWER_TRIES} tries: ${last}`,
    { next: `./lab reset ${stack}` },
  );
}
