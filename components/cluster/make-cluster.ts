import type { ClusterSpec } from "../../labs/cluster.js";
import type { Target } from "../../labs/objects.js";
import { KwokCluster } from "./kwok-cluster.js";
import type { RunningCluster } from "./running-cluster.js";

export interface ClusterOptions {
  readonly stack: string;
  readonly target: Target;
  readonly apiServerPort: number;
  readonly listenAddress: string;
  readonly book: string | undefined;
}

/** The cluster of a stack on its target; the rest of the program can't tell which. */
export function makeCluster(options: ClusterOptions, spec: ClusterSpec): RunningCluster {
  const { stack, apiServerPort } = options;
  return new KwokCluster("cluster", { stack, spec, apiServerPort });
}
