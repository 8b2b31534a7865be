import type { Action } from "../../labs/action.js";
import { messageOf, ToolError } from "../../lib/errors.js";
import { nodeName } from "../../labs/cluster.js";
import { runningPods, type RunningPod } from "./pods.js";
import type { CommandWorld } from "./world.js";

export interface ActionInput {
  readonly stack: string;
  /** kind's name of the cluster. */
  readonly cluster: string;
  readonly action: Action;
}

/** What an action came to; the state keeps it as the resource's output. */
export interface ActionResult {
  /** Why it was not done; undefined when it was. */
  readonly notDone?: string;
  /** The pods in which it was done: what is true inside a process goes with its pod. */
  readonly pods?: readonly RunningPod[];
}

/** How long a command in the node may take, in s: a dozen packages on a slow line. */
const NODE_LIMIT_S = 300;
/** The node ends the command itself; Docker's client would only stop listening. In ms. */
const NODE_GRACE_MS = 10_000;

/**
 * Does an action where it belongs: in the node's container, or in every running pod that it selects.
 * @throws ToolError `action-failed`; never for an optional one, whose result says why it was not done
 */
export async function doAction(world: CommandWorld, input: ActionInput): Promise<ActionResult> {
  const { action } = input;
  try {
    return await perform(world, input, action.run);
  } catch (error) {
    const why = lastLine(messageOf(error));
    if (action.optional === undefined) throw failed(action, why, error);
    if (await copyInstead(world, input)) return {};
    const notDone = `${action.optional} (${why})`;
    world.say(`${action.name} not done: ${notDone}`);
    return { notDone };
  }
}

/** Takes an action back. Where its node or its pods are gone it is taken back already. */
export async function undoAction(world: CommandWorld, input: ActionInput): Promise<undefined> {
  const { action } = input;
  if (action.undo === undefined) return undefined;
  try {
    await perform(world, input, action.undo);
  } catch (error) {
    const why = lastLine(messageOf(error));
    if (action.optional === undefined && !isGone(error)) throw failed(action, why, error);
    world.say(`${action.name} not taken back: ${why}`);
  }
  return undefined;
}

async function perform(
  world: CommandWorld,
  { stack, cluster, action }: ActionInput,
  command: readonly string[],
): Promise<ActionResult> {
  const { place } = action;
  if (place.where === "node") {
    const args = ["exec", nodeName(cluster), "timeout", String(NODE_LIMIT_S), ...command];
    await world.exec("docker", args, { timeoutMs: NODE_LIMIT_S * 1_000 + NODE_GRACE_MS });
    return {};
  }
  const kubectl = world.kubectl(stack);
  const pods = await runningPods(kubectl, place);
  if (pods.length === 0)
    throw new ToolError("no-pod", `no pod in ${place.namespace} runs that is ${place.selector}`);
  for (const { name } of pods) {
    const where = ["--namespace", place.namespace, name, "--container", place.container];
    await kubectl(["exec", ...where, "--", ...command]);
  }
  return { pods };
}

/** Copies the tool that does as well. @returns whether there was one, and it is in the node now */
async function copyInstead(
  { exec, locate, say }: CommandWorld,
  { stack, cluster, action: { name, instead } }: ActionInput,
): Promise<boolean> {
  if (instead === undefined) return false;
  try {
    const to = `${nodeName(cluster)}:${instead.to}`;
    await exec("docker", ["cp", "--follow-link", await locate(instead.tool, stack), to]);
    say(`${name}: the lab's own ${instead.tool} was copied instead`);
    return true;
  } catch (error) {
    say(`${name}: ${lastLine(messageOf(error))}`);
    return false;
  }
}

const isGone = (error: unknown): boolean =>
  (error instanceof ToolError && error.code === "no-pod") ||
  /no such container|is not running|not found/i.test(messageOf(error));

const failed = ({ name, title }: Action, why: string, cause: unknown): ToolError =>
  new ToolError("action-failed", `The action ${name} (${title}) failed: ${why}`, {
    cause,
    next: "./lab status (how its pods are)",
  });

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
