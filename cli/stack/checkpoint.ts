import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stateDir } from "../../lib/paths.js";

/** What Pulumi's state file says of a stack. Asking `pulumi stack` for it takes half a second. */
export interface Deployed {
  /** The step that the last `up` brought the lab to. */
  readonly step: string;
  readonly target: string;
  /** The id of the cluster; undefined where the step has none. */
  readonly cluster: string | undefined;
  readonly resources: number;
  /** Operations that an interrupted run has left open. */
  readonly pending: number;
}

interface Resource {
  readonly type: string;
  readonly id?: string;
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

/** What is deployed of a stack; undefined when nothing is, or the stack was never made. */
export async function deployed(stack: string, folder = stateDir): Promise<Deployed | undefined> {
  const text = await readFile(checkpointFile(stack, folder), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const latest = (JSON.parse(text) as Checkpoint).checkpoint?.latest;
  const resources = latest?.resources ?? [];
  const outputs = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  const cluster = resources.find(({ type }) => type.startsWith("lab:cluster:"));
  if (outputs === undefined && cluster === undefined) return undefined;
  return {
    step: String(outputs?.["step"] ?? ""),
    target: String(outputs?.["target"] ?? ""),
    cluster: cluster?.id,
    resources: resources.length,
    pending: latest?.pending_operations?.length ?? 0,
  };
}
