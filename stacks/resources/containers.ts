import { Containers } from "../../components/containers.js";
import { itemsOf } from "../../labs/contents.js";
import { containerUrls } from "../../labs/urls.js";
import type { Maker } from "./maker.js";

/** Docker's containers beside the cluster; they need none. */
export const makeContainers: Maker = ({ config, state }, made) => {
  const { stack, target, listenAddress } = config;
  const containers = itemsOf(state, "container").map(({ spec }) => spec);
  if (containers.length === 0 || !target.runs.containers) return made;
  const args = { containers, network: stack, listenAddress };
  const urls = containerUrls(containers, listenAddress).map(({ url }) => url);
  return {
    ...made,
    all: [...made.all, ...new Containers("containers", args).made],
    outputs: { ...made.outputs, urls: [...made.outputs.urls, ...urls] },
  };
};
