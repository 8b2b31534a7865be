import { isDeepStrictEqual } from "node:util";
import { clusterOf } from "../../labs/contents.js";
import { stateAt } from "../../labs/week.js";
import { changesOf } from "../../components/provider/replacement-text.js";
import { wantedCluster, type WantedCluster } from "./cluster.js";
import { isGone, type Lab } from "./lab.js";
import type { Deployed } from "../../stacks/checkpoint.js";

/**
 * What the config and the week ask of the cluster other than it was made with, and can only have with a new one:
 * a line for each field. Empty: the cluster stays, or there is none to lose.
 */
export function replacementOf(lab: Lab): string[] {
  const { week, config, deployed, cluster } = lab;
  if (cluster === undefined || isGone(cluster)) return [];
  if (clusterOf(stateAt(week, config.step)) === undefined) return [];
  return fieldsThatReplace(deployed, wantedCluster(week, config));
}

/** The comparison that the plugin makes as well, by the state file alone. */
export function fieldsThatReplace(
  deployed: Pick<Deployed, "clusterInputs"> | undefined,
  { resource, inputs }: WantedCluster,
): string[] {
  const made = deployed?.clusterInputs;
  if (made === undefined) return [];
  const fields = resource.replaceFields.filter(
    (field) => !isDeepStrictEqual(made[field], inputs[field]),
  );
  return changesOf(fields, made, inputs);
}
