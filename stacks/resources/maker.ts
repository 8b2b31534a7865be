import type * as pulumi from "@pulumi/pulumi";
import type { RunningCluster } from "../../components/cluster/running-cluster.js";
import type { Images } from "../../components/images/images.js";
import type { LabObject } from "../../labs/objects.js";
import type { LabState } from "../../labs/state.js";
import type { LabConfig } from "../config.js";

/** What a stack is to consist of: the state at its step, and the objects that it comes to, rendered already. */
export interface Wanted {
  readonly config: LabConfig;
  readonly state: LabState;
  readonly objects: readonly LabObject[];
}

/** What was made of it so far. */
export interface Made {
  /** Undefined: this step has none. */
  readonly cluster?: RunningCluster;
  /** What brings images to where the pods run. Undefined: nothing has to. */
  readonly images?: Images;
  /** The content of each file of certificates, by its name: secrets. Undefined: this step has none. */
  readonly files?: ReadonlyMap<string, pulumi.Output<string>>;
  /** The resource of each object, by key. */
  readonly nodes: ReadonlyMap<string, pulumi.Resource>;
  /** All that must be there for the step to be reached. */
  readonly all: readonly pulumi.Resource[];
  /** What `pulumi stack output` shows of it. */
  readonly outputs: Outputs;
}

/** What leads to what was made. */
export interface Outputs {
  readonly urls: readonly string[];
  /** A secret; there is none where the step has no cluster. */
  readonly kubeconfig?: pulumi.Output<string>;
}

/** Makes what a state has of some kinds of items, and adds it to what was made before. */
export type Maker = (wanted: Wanted, made: Made) => Made | Promise<Made>;
