import type { ClusterSpec } from "../labs/cluster.js";
import { stateAt, type Week } from "../labs/week.js";
import { kindCluster } from "../provider/kind-cluster.js";
import { kindInputs } from "../provider/kind-config.js";
import { removeKindLeftovers } from "../provider/kind-remove.js";
import { kwokCluster, removeKwokCluster } from "../provider/kwok-cluster.js";
import { kwokInputs } from "../provider/kwok-config.js";
import type { Finding } from "../provider/resource.js";
import type { LabConfig } from "../stacks/config.js";
import type { Deployed } from "./stack/checkpoint.js";

/**
 * Looks whether the cluster of a deployed lab is really there; undefined where none was made.
 * @throws ToolError when that can't be told, as with a Docker engine that is stopped.
 */
export async function findCluster(
  week: Week,
  config: LabConfig,
  found: Deployed | undefined,
): Promise<Finding | undefined> {
  if (found?.cluster === undefined) return undefined;
  const { stack, target, apiServerPort } = config;
  const spec = specOf(week);
  if (target === "kwok") {
    const inputs = kwokInputs(stack, spec, apiServerPort);
    return kwokCluster.find(found.cluster, { ...inputs, kubeconfig: "" });
  }
  const inputs = kindInputs(stack, spec, config);
  return kindCluster.find(found.cluster, { ...inputs, kubeconfig: "" });
}

/** Removes what a killed run may have made of a cluster before the engine wrote it down. */
export async function removeLeftovers(week: Week, config: LabConfig): Promise<void> {
  const { stack, target, apiServerPort } = config;
  const spec = specOf(week);
  if (target === "kwok") await removeKwokCluster(kwokInputs(stack, spec, apiServerPort));
  else await removeKindLeftovers(kindInputs(stack, spec, config));
}

/** A week has one cluster spec, whatever the step. */
function specOf(week: Week): ClusterSpec {
  const spec = stateAt(week, week.base).cluster;
  if (spec === undefined) throw new Error(`the base lab of ${week.id} has no cluster`);
  return spec;
}
