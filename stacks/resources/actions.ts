import { Actions } from "../../components/actions.js";
import { clusterOf, itemsOf } from "../../labs/contents.js";
import type { Maker } from "./maker.js";

/** What Kubernetes can't see; only a real node and real pods have it. */
export const makeActions: Maker = ({ config, state, objects }, made) => {
  const { cluster, nodes, images } = made;
  const { stack, target } = config;
  const actions = itemsOf(state, "action")
    .map(({ action }) => action)
    .filter(({ place }) => (place.where === "node" ? target.node !== undefined : target.runs.pods));
  const spec = clusterOf(state);
  if (cluster === undefined || spec === undefined || actions.length === 0) return made;
  const afterwards = images?.all ?? [];
  const args = { stack, spec, actions, cluster, objects, nodes, afterwards };
  return { ...made, all: [...made.all, ...new Actions("actions", args).made] };
};
