import { Images } from "../../components/images/images.js";
import { makeParts } from "../../components/parts.js";
import { clusterOf } from "../../labs/contents.js";
import type { Maker } from "./maker.js";

/** All objects in the cluster, whatever item they come from, and what brings their images to its node. */
export const makeObjects: Maker = ({ config, state, objects }, made) => {
  const { cluster, files } = made;
  const spec = clusterOf(state);
  if (cluster === undefined || spec === undefined) return made;
  const { stack, target } = config;
  const node = target.node?.(spec);
  const images =
    target.images === "load" && node !== undefined
      ? new Images("images", { objects, cluster, node })
      : undefined;
  const nodes = makeParts(objects, {
    cluster,
    runsIn: target.runs.pods ? stack : undefined,
    ...(images && { loaded: images.loaded }),
    ...(files && { files }),
  });
  return { ...made, ...(images && { images }), nodes, all: [...made.all, ...nodes.values()] };
};
