import type { ClusterSpec } from "../../labs/cluster.js";
import type { Target } from "../../labs/objects.js";
import { KindCluster } from "./kind-cluster.js";
import { KwokCluster } from "./kwok-cluster.js";
import type { RunningCluster } from "./running-cluster.js";

/** What the stack's config says of its cluster. */
export interface ClusterOptions {
  readonly stack: string;
  readonly target: Target;
  /** Port of the API server on 127.0.0.1. 0: any free port. */
  readonly apiServerPort: number;
  /** kind only: the host's address that the lab's ports listen on. */
  readonly listenAddress: string;
  /** kind only: the book's checkout, mounted at /istiobook. Undefined: no mount. */
  readonly book: string | undefined;
}

/** The cluster of a stack on its target; the rest of the program can't tell which. */
export function makeCluster(options: ClusterOptions, spec: ClusterSpec): RunningCluster {
  const { stack, target, apiServerPort, listenAddress, book } = options;
  switch (target) {
    case "kind":
      return new KindCluster("cluster", { stack, spec, apiServerPort, listenAddress, book });
    case "kwok":
      return new KwokCluster("cluster", { stack, spec, apiServerPort });
  }
}
