import { join } from "node:path";
import { messageOf, ToolError } from "../lib/errors.js";
import { kubeconfigIn } from "./kind-commands.js";
import type { KindInputs } from "./kind-config.js";
import { requirePorts } from "./kind-guards.js";
import { nodeName, startNode, type KindNode } from "./kind-node.js";
import type { KindWorld } from "./kind-world.js";

/** An API server answers about 14 s after its node was started (bed.md). */
const ANSWER_TRIES = 60;
const ANSWER_PAUSE_MS = 2_000;
const ASK_TIMEOUT_MS = 10_000;

/**
 * Starts a node that is stopped or paused and waits until its API server answers. A running one is left alone.
 * @throws UsageError `port-busy` when somebody took one of its ports meanwhile
 * @throws ToolError `node-not-started` or `api-no-answer`
 */
export async function restartNode(
  world: KindWorld,
  inputs: KindInputs,
  node: KindNode,
): Promise<void> {
  if (node.status === "running") return;
  // a paused node still holds its ports
  if (node.status !== "paused") {
    const apiServerPort = node.apiServerPort ?? inputs.apiServerPort;
    await requirePorts(world, { ...inputs, apiServerPort });
  }
  world.note(`Starting ${nodeName(inputs.name)}`);
  await startNode(world.exec, inputs.name, node);
  await waitForApiServer(world, inputs);
}

async function waitForApiServer(world: KindWorld, { stack, name }: KindInputs): Promise<void> {
  const folder = world.folder(stack);
  const args = [
    ...["--kubeconfig", kubeconfigIn(folder), "--cache-dir", join(folder, "kubectl")],
    ...["--request-timeout", "5s", "get", "--raw", "/readyz"],
  ];
  let last = "";
  for (let tries = 0; tries < ANSWER_TRIES; tries += 1) {
    if (tries > 0) await world.sleep(ANSWER_PAUSE_MS);
    try {
      await world.exec(world.locate("kubectl"), args, { timeoutMs: ASK_TIMEOUT_MS });
      return;
    } catch (error) {
      last = messageOf(error);
    }
  }
  throw new ToolError(
    "api-no-answer",
    `The node of cluster "${name}" is started, but its API server did not answer in ${ANSWER_TRIES} tries: ${last}`,
    { next: `./lab reset ${stack}` },
  );
}
