import type { KindName } from "../../labs/items/index.js";
import { makeActions } from "./actions.js";
import { makeCertificates } from "./certificates.js";
import { makeCluster } from "./cluster.js";
import { makeContainers } from "./containers.js";
import type { Made, Maker, Wanted } from "./maker.js";
import { makeObjects } from "./objects.js";

/** What each kind of item becomes, in the order in which it is declared. Several kinds come to objects. */
const makers: Readonly<Record<KindName, Maker>> = {
  cluster: makeCluster,
  image: makeContainers,
  container: makeContainers,
  certificates: makeCertificates,
  sampleApp: makeObjects,
  mesh: makeObjects,
  addon: makeObjects,
  dashboards: makeObjects,
  definitions: makeObjects,
  object: makeObjects,
  action: makeActions,
};

/** Declares a state as resources. Each maker is asked once, whatever the state has. */
export async function makeAll(wanted: Wanted): Promise<Made> {
  let made: Made = { nodes: new Map(), all: [], outputs: { urls: [] } };
  for (const make of new Set(Object.values(makers))) made = await make(wanted, made);
  return made;
}
