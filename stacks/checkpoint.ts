import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ToolError } from "../lib/errors.js";
import { stateDir } from "../lib/paths.js";

/** What Pulumi's state file says of a stack. Asking `pulumi stack` for it takes half a second. */
export interface Deployed {
  /** The step that the last `up` brought the lab to; undefined while none has ended well. */
  readonly step: string | undefined;
  readonly target: string;
  /** As the config had them then; undefined where they were the official ones. */
  readonly images?: string | undefined;
  readonly cpuRequests?: string | undefined;
  /** The id of the cluster; undefined where the step has none. */
  readonly cluster: string | undefined;
  /** What the cluster was made with, in the plugin's words; undefined where there is none. */
  readonly clusterInputs: Readonly<Record<string, unknown>> | undefined;
  readonly resources: number;
  /** Operations that an interrupted run has left open. */
  readonly pending: number;
}

interface Resource {
  readonly type: string;
  readonly id?: string;
  /** It was replaced, and a run that was interrupted did not get to deleting it. */
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

interface Checkpoint {
  readonly checkpoint?: {
    readonly latest?: {
      readonly resources?: readonly Resource[];
      readonly pending_operations?: readonly unknown[];
    };
  };
}

/** Pulumi's file backend: the state of a stack. */
export const checkpointFile = (stack: string, folder = stateDir): string =>
  join(folder, ".pulumi", "stacks", "istio-lab", `${stack}.json`);

/**
 * What is deployed of a stack; undefined when nothing is, or the stack was never made.
 * @throws ToolError `bad-state-file` when the file is damaged.
 */
export async function deployed(stack: string, folder = stateDir): Promise<Deployed | undefined> {
  const text = await readFile(checkpointFile(stack, folder), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const latest = parse(text, checkpointFile(stack, folder)).checkpoint?.latest;
  const resources = (latest?.resources ?? []).filter((resource) => resource.delete !== true);
  const outputs = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  const cluster = resources.find(({ type }) => type.startsWith("lab:cluster:"));
  if (outputs === undefined && cluster === undefined) return undefined;
  return {
    step: textIn(outputs, "step"),
    target: textIn(outputs, "target") ?? targetOf(cluster?.type),
    images: textIn(outputs, "images"),
    cpuRequests: textIn(outputs, "cpuRequests"),
    cluster: cluster?.id,
    clusterInputs: cluster?.inputs,
    resources: resources.length,
    pending: latest?.pending_operations?.length ?? 0,
  };
}

/** Of a run that was interrupted there is a cluster and no output yet. */
function targetOf(type: string | undefined): string {
  if (type === "lab:cluster:KindCluster") return "kind";
  return type === "lab:cluster:KwokCluster" ? "kwok" : "";
}

function textIn(outputs: Resource["outputs"], name: string): string | undefined {
  const value = outputs?.[name];
  return typeof value === "string" ? value : undefined;
}

function parse(text: string, file: string): Checkpoint {
  try {
    return JSON.parse(text) as Checkpoint;
  } catch (cause) {
    // Pulumi keeps the state before the last change next to it
    throw new ToolError("bad-state-file", `The state file ${file} is damaged.`, {
      cause,
      next: `cp ${file}.bak ${file}`,
    });
  }
}
