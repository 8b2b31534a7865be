import { z } from "zod";
import type { ActionInput, ActionResult } from "../components/commands/action.js";
import { PROCESS_TYPE } from "../components/provider/process-config.js";
import { stateDir } from "../lib/paths.js";
import { targets } from "../targets/index.js";
import { readCheckpoint, type StateResource } from "./checkpoint-file.js";

/** What Pulumi's state file says of a stack. Asking `pulumi stack` for it takes half a second. */
export interface Deployed {
  /** The step that the last `up` brought the lab to; undefined while none has ended well. */
  readonly step: string | undefined;
  readonly target: string;
  /** As the config had them then; undefined where they were the official ones. */
  readonly images?: string | undefined;
  readonly cpuRequests?: string | undefined;
  readonly memoryRequests?: string | undefined;
  /** The Istio in place of the week's own; undefined where it is that one. */
  readonly istio?: string | undefined;
  /** The slips of the notes that were reproduced, with commas between them; undefined where none were. */
  readonly reproduce?: string | undefined;
  /** The id of the cluster; undefined where the step has none. */
  readonly cluster: string | undefined;
  /** What the cluster was made with, in the plugin's words; undefined where there is none. */
  readonly clusterInputs: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What is deployed of a stack; undefined when nothing is, or the stack was never made.
 * @throws ToolError `bad-state-file` when the file is damaged.
 */
export async function deployed(stack: string, folder = stateDir): Promise<Deployed | undefined> {
  const checkpoint = await readCheckpoint(stack, folder);
  if (checkpoint === undefined) return undefined;
  const resources = checkpoint.resources.filter((resource) => resource.delete !== true);
  const outputs = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  const cluster = resources.find(({ type }) => type.startsWith("lab:cluster:"));
  if (outputs === undefined && cluster === undefined) return undefined;
  return {
    step: textIn(outputs, "step"),
    target: textIn(outputs, "target") ?? targetOf(cluster?.type),
    images: textIn(outputs, "images"),
    cpuRequests: textIn(outputs, "cpuRequests"),
    memoryRequests: textIn(outputs, "memoryRequests"),
    istio: textIn(outputs, "istio"),
    reproduce: textIn(outputs, "reproduce"),
    cluster: cluster?.id,
    clusterInputs: cluster?.inputs ?? undefined,
  };
}

/** Of a run that was interrupted there is a cluster and no output yet. */
function targetOf(type: string | undefined): string {
  return targets.find(({ resourceType }) => resourceType === type)?.name ?? "";
}

/** A container beside the cluster, or the process in its place, as the last run made it. */
export interface MadeContainer {
  readonly as: "container" | "process";
  /** Docker's, or the one in the command of the process. */
  readonly id: string;
  readonly name: string;
}

/** The types of their resources. */
const CONTAINERS: Readonly<Record<string, MadeContainer["as"]>> = {
  "docker:index/container:Container": "container",
  [PROCESS_TYPE]: "process",
};

/**
 * The containers that a stack's state holds; none where it has no state.
 * @throws ToolError `bad-state-file`
 */
export async function madeContainers(stack: string, folder = stateDir): Promise<MadeContainer[]> {
  const { resources = [] } = (await readCheckpoint(stack, folder)) ?? {};
  return resources.flatMap(({ type, id, inputs, delete: isOld }) => {
    const as = CONTAINERS[type];
    const name = textIn(inputs, "name");
    if (as === undefined || id === undefined || name === undefined || isOld === true) return [];
    return [{ as, id, name }];
  });
}

/**
 * Whether a stack has commands that name ISTIO_LAB_ROOT without a default (components/lab-command.ts): the engine keeps
 * the text with which each was made.
 * @throws ToolError `bad-state-file` when the file is damaged.
 */
export async function hasOldCommands(stack: string, folder = stateDir): Promise<boolean> {
  const { resources = [] } = (await readCheckpoint(stack, folder)) ?? {};
  return resources.some(
    ({ type, inputs }) =>
      type === "command:local:Command" &&
      (textIn(inputs, "create") ?? "").includes("${ISTIO_LAB_ROOT:?"),
  );
}

/** An action as the last run did it. */
export interface DoneAction {
  readonly urn: string;
  readonly input: ActionInput;
  readonly result: ActionResult;
}

/**
 * The actions that a stack's state holds; none where it has no state.
 * @throws ToolError `bad-state-file`
 */
export async function doneActions(stack: string, folder = stateDir): Promise<DoneAction[]> {
  const { resources = [] } = (await readCheckpoint(stack, folder)) ?? {};
  return resources.filter(isAction).map(({ urn, inputs, outputs }) => ({
    urn,
    input: parsed(environment.parse(inputs?.["environment"] ?? {}).LAB_COMMAND) as ActionInput,
    // a state of an interrupted run may hold none
    result: parsed(textIn(outputs, "stdout")) as ActionResult,
  }));
}

/** What a command of the lab is given (components/lab-command.ts). */
const environment = z.object({ LAB_COMMAND: z.string().optional() });

/** Of the lab's own making: the engine keeps it as the text that it was. */
const parsed = (text = ""): unknown => JSON.parse(text === "" ? "{}" : text);

const isAction = ({ urn, type, delete: isOld }: StateResource): boolean =>
  type === "command:local:Command" && isOld !== true && urn.includes("::actions/");

function textIn(outputs: StateResource["outputs"], name: string): string | undefined {
  const value = outputs?.[name];
  return typeof value === "string" ? value : undefined;
}
