import { strandedIn } from "../../labs/contents.js";
import type { KindName } from "../../labs/items/index.js";
import { makeActions } from "./actions.js";
import { makeCluster } from "./cluster.js";
import { makeContainers } from "./containers.js";
import type { Made, Maker, Wanted } from "./maker.js";
import { makeObjects } from "./objects.js";

/** What each kind of item becomes, in the order in which it is declared. Several kinds come to objects. */
const makers: Readonly<Record<KindName, Maker>> = {
  cluster: makeCluster,
  container: makeContainers,
  mesh: makeObjects,
  addon: makeObjects,
  definitions: makeObjects,
  object: makeObjects,
  action: makeActions,
};

/**
 * Declares a state as resources. Each maker is asked once, whatever the state has.
 * @throws Error where something is to be made in a cluster that the state has not: the week's data is wrong.
 */
export async function makeAll(wanted: Wanted): Promise<Made> {
  const stranded = strandedIn(wanted.state);
  if (stranded.length > 0) {
    const { week, step } = wanted.config;
    throw new Error(`${week.id} has no cluster at step ${step} for: ${stranded.join(", ")}`);
  }
  let made: Made = { nodes: new Map(), all: [], outputs: { urls: [] } };
  for (const make of new Set(Object.values(makers))) made = await make(wanted, made);
  return made;
}
