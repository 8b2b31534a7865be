import { stateAt, type Week } from "../labs/week.js";
import { kwokCluster } from "../provider/kwok-cluster.js";
import type { Finding } from "../provider/resource.js";
import type { LabConfig } from "../stacks/config.js";
import type { KwokInputs } from "../provider/kwok-config.js";
import type { Deployed } from "./stack/checkpoint.js";

/** Looks whether the cluster of a deployed lab is really there; undefined where none was made. */
export async function findCluster(
  week: Week,
  config: LabConfig,
  found: Deployed | undefined,
): Promise<Finding | undefined> {
  if (found?.cluster === undefined) return undefined;
  return kwokCluster.find(found.cluster, { ...kwokInputs(week, config), kubeconfig: "" });
}

/** What the program declares of a week's embedded cluster, in the plugin's words. */
export function kwokInputs(week: Week, { stack, apiServerPort }: LabConfig): KwokInputs {
  const spec = stateAt(week, week.base).cluster;
  if (spec === undefined) throw new Error(`the base lab of ${week.id} has no cluster`);
  const { name, kubernetes, podSubnet, serviceSubnet } = spec;
  return { stack, name, kubernetes, podSubnet, serviceSubnet, apiServerPort };
}
