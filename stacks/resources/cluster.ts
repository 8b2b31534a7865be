import * as pulumi from "@pulumi/pulumi";
import { clusterOf } from "../../labs/contents.js";
import { reachedAt, urlsOf } from "../../labs/urls.js";
import type { Maker } from "./maker.js";

/** The cluster, with what leads to it and to the pages in it. */
export const makeCluster: Maker = async ({ config, state, objects }, made) => {
  const spec = clusterOf(state);
  if (spec === undefined) return made;
  const { target, listenAddress } = config;
  const cluster = await target.cluster(config, spec);
  const pages = target.reach === "none" ? [] : urlsOf(objects, spec);
  return {
    ...made,
    cluster,
    all: [...made.all, cluster.resource],
    outputs: {
      urls: [...made.outputs.urls, ...pages.map(({ url }) => reachedAt(url, listenAddress, spec))],
      kubeconfig: pulumi.secret(cluster.kubeconfig),
    },
  };
};
