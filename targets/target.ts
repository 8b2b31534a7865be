import type { RunningCluster } from "../components/cluster/running-cluster.js";
import type { Capabilities } from "../labs/capabilities.js";
import type { ClusterSpec } from "../labs/cluster.js";
import type { AnyCluster } from "../components/provider/lab-provider.js";
import type { ToolName } from "../tools/tool.js";

/** What a stack's config says of its cluster. A target passes over what means nothing there (`keys`). */
export interface ClusterOptions {
  readonly stack: string;
  /** Port of the API server on 127.0.0.1. 0: any free port. */
  readonly apiServerPort: number;
  /** The host's address that the lab's ports listen on. */
  readonly listenAddress: string;
  /** The book's checkout, mounted at /istiobook. Undefined: no mount. */
  readonly book: string | undefined;
}

/** A plugin of the engine, in its version. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
}

/** Where a lab runs. All that differs from target to target is here, and asked for by what it is, never by its name. */
export interface Target extends Capabilities {
  /**
   * Whether its cluster is the lab's alone. In that of somebody else objects are never taken over, forced or
   * forgotten, and each is deleted on its own.
   */
  readonly owns: { readonly cluster: boolean };
  /** How its pages are reached from the host. */
  readonly reach: "hostPorts" | "none";
  /** How images come to its pods: the lab pulls them into Docker and loads them, or none are needed. */
  readonly images: "load" | "none";
  /** Whether a Docker engine of this machine runs it. */
  readonly needsDocker: boolean;
  /** The container of its node, in which actions and checks run commands. Absent: there is none. */
  readonly node?: (spec: Pick<ClusterSpec, "name">) => string;
  /** What a cluster takes in the lab's folder, in bytes. Absent: nothing worth a question. */
  readonly disk?: number;
  /** The config keys that mean something on this target only. */
  readonly keys: readonly string[];
  /** What `up` needs. */
  readonly tools: readonly ToolName[];
  /** What the engine needs for it. */
  readonly plugins: readonly Plugin[];
  /** The type of the cluster's resource, by which a state tells its target. */
  readonly resourceType: string;
  /** The cluster as the program declares it. Loads Pulumi's SDK, so only the program may call it. */
  readonly cluster: (options: ClusterOptions, spec: ClusterSpec) => Promise<RunningCluster>;
  /** What the cluster is made with, in the plugin's words. */
  readonly inputs: (
    options: ClusterOptions,
    spec: ClusterSpec,
  ) => Readonly<Record<string, unknown>>;
  /** The plugin's own code for its life. @param note told what goes on. */
  readonly plugin: (note: (line: string) => void) => AnyCluster;
}
