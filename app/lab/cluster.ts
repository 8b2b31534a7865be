import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ClusterSpec } from "../../labs/cluster.js";
import { clusterOfWeek, type Week } from "../../labs/week.js";
import { exec } from "../../lib/exec.js";
import { stackDir } from "../../lib/paths.js";
import { processTable } from "../../lib/process-table.js";
import { kindInputs } from "../../components/provider/kind-config.js";
import { adoptMoved, folderHere, nodeOwner } from "../../components/provider/kind-owner.js";
import { RECORD } from "../../components/provider/kind-record.js";
import { removeKindLeftovers } from "../../components/provider/kind-remove.js";
import { realWorld } from "../../components/provider/kind-world.js";
import { removeKwokCluster } from "../../components/provider/kwok-cluster.js";
import { endKwok, kwokProcesses } from "../../components/provider/kwok-processes.js";
import type { AnyCluster } from "../../components/provider/lab-provider.js";
import { withoutDocker } from "../../components/provider/docker.js";
import type { Finding } from "../../components/provider/resource.js";
import { anywhereTarget, dockerTarget } from "../../targets/index.js";
import type { Target } from "../../targets/target.js";
import type { LabConfig } from "../../stacks/config.js";
import type { Deployed } from "../../stacks/checkpoint.js";

/** A cluster as the config asks for it, with the plugin's own code for its life. */
export interface WantedCluster {
  readonly resource: AnyCluster;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** @param note told what goes on while the cluster is worked on. */
export function wantedCluster(
  week: Week,
  config: LabConfig,
  note: (line: string) => void = realWorld.note,
): WantedCluster {
  const { target } = config;
  return { resource: target.plugin(note), inputs: target.inputs(config, specOf(week)) };
}

/**
 * Looks whether the cluster of a deployed lab is really there; undefined where none was made.
 * Without any Docker it is gone, so that `down` can clear up what is left of it.
 * @throws ToolError when that can't be told, as with a Docker engine that is stopped.
 */
export async function findCluster(
  week: Week,
  config: LabConfig,
  found: Deployed | undefined,
): Promise<Finding | undefined> {
  if (found?.cluster === undefined) return undefined;
  const { resource, inputs } = wantedCluster(week, config);
  // it has the name that it was made with, whatever the config asks for now
  const made = { ...inputs, ...found.clusterInputs };
  const none: Finding = { alive: false, why: "there is no Docker on this machine" };
  const finding = await resource.find(found.cluster, made).catch(withoutDocker(none));
  if (finding.alive) await adoptMoved(exec, stackDir(config.stack), config.stack);
  return finding;
}

/**
 * Starts the cluster of a deployed lab that was found stopped, and waits until it answers.
 * @throws UsageError `port-busy`, ToolError `node-not-started` or `api-no-answer`
 */
export async function startCluster(
  week: Week,
  config: LabConfig,
  { cluster, clusterInputs }: Deployed,
  note: (line: string) => void,
): Promise<void> {
  if (cluster === undefined) return;
  const { resource, inputs } = wantedCluster(week, config, note);
  const made = { ...inputs, ...clusterInputs };
  await resource.update?.(cluster, made, made);
}

/**
 * Removes what runs or lies there of a stack's clusters, whatever the state knows of them: what a killed run made
 * before the engine wrote it down, what lost its files.
 */
export async function removeLeftovers(week: Week, config: LabConfig): Promise<void> {
  const { stack, target } = config;
  const onKind = target.needsDocker || existsSync(join(stackDir(stack), RECORD));
  await endKwok((process) => process.folder === stackDir(stack));
  const spec = clusterOfWeek(week);
  if (onKind && spec !== undefined) await removeKindLeftovers(kindInputs(stack, spec, config));
  await removeKwokCluster({ stack });
}

export const UNKNOWN_CLUSTER =
  "there is a cluster that its state does not know: a run was killed, or files of the lab are lost";

/**
 * Whether anything of a stack's clusters is there: the files of one, or processes of one that lost them.
 * @param owner tells which stack's folder a kind node was made for. Default: Docker is asked.
 */
export async function hasLeftovers(
  week: Week,
  owner: (cluster: string) => Promise<string | undefined> = ownerFolder,
): Promise<boolean> {
  const folder = stackDir(week.id);
  if (existsSync(folder)) return true;
  const running = kwokProcesses(await processTable(exec));
  if (running.some((process) => process.folder === folder)) return true;
  return ownsNode(week, folder, owner);
}

/** The target of what is left of a stack's cluster: as its files and its node tell, without its state. */
export async function targetLeft(
  week: Week,
  owner: (cluster: string) => Promise<string | undefined> = ownerFolder,
): Promise<Target> {
  const folder = stackDir(week.id);
  if (existsSync(join(folder, RECORD))) return dockerTarget;
  return (await ownsNode(week, folder, owner)) ? dockerTarget : anywhereTarget;
}

/** Whether the kind node of a week's cluster was made for a stack's folder. */
async function ownsNode(
  week: Week,
  folder: string,
  owner: (cluster: string) => Promise<string | undefined>,
): Promise<boolean> {
  const spec = clusterOfWeek(week);
  return spec !== undefined && (await owner(spec.name)) === folder;
}

/** A Docker that isn't there, or does not answer, holds up no question that is not about it. */
const ownerFolder = (cluster: string): Promise<string | undefined> =>
  nodeOwner(exec, cluster).then(folderHere, () => undefined);

/** The cluster of a week that is known to have one. @throws Error for another: nobody may ask there. */
export function specOf(week: Week): ClusterSpec {
  const spec = clusterOfWeek(week);
  if (spec === undefined) throw new Error(`${week.id} has no cluster at any step`);
  return spec;
}
