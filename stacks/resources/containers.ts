import { Containers } from "../../components/containers.js";
import { Processes } from "../../components/processes.js";
import { containersIn, itemsOf, processesIn } from "../../labs/contents.js";
import { containerUrls } from "../../labs/urls.js";
import type { Made, Maker, Wanted } from "./maker.js";

/** Docker's containers beside the cluster, or processes in their place; they need none. */
export const makeContainers: Maker = (wanted, made) => {
  switch (wanted.config.target.runs.containers) {
    case "docker":
      return inDocker(wanted, made);
    case "processes":
      return asProcesses(wanted, made);
    case "none":
      return made;
  }
};

function inDocker({ config, state }: Wanted, made: Made): Made {
  const { stack, listenAddress } = config;
  const containers = containersIn(state);
  const images = itemsOf(state, "image").map(({ image }) => image);
  if (containers.length + images.length === 0) return made;
  const parts = new Containers("containers", { containers, images, stack, listenAddress }).made;
  return withPages(made, parts, containerUrls(containers, listenAddress));
}

function asProcesses({ config, state }: Wanted, made: Made): Made {
  const processes = processesIn(state);
  if (processes.length === 0) return made;
  const parts = new Processes("processes", { processes, stack: config.stack }).made;
  return withPages(made, parts, containerUrls(containersIn(state), config.listenAddress));
}

const withPages = (
  made: Made,
  parts: Made["all"],
  pages: readonly { readonly url: string }[],
): Made => ({
  ...made,
  all: [...made.all, ...parts],
  outputs: { ...made.outputs, urls: [...made.outputs.urls, ...pages.map(({ url }) => url)] },
});
