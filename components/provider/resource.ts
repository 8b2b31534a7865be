/**
 * What a cluster or a process turned out to be: there, or not and why. An engine that doesn't answer is neither: it throws.
 */
export type Finding =
  | { readonly alive: true }
  | {
      readonly alive: false;
      readonly why: string;
      /** It is there but stopped: an update starts it again, with all that is in it. */
      readonly restart?: true;
    };

/**
 * The life of one kind of cluster, or of a process beside it, as the plugin needs it.
 * `Inputs` are what the program declares, `Outputs` what the state keeps of one that was made.
 */
export interface ClusterResource<Inputs, Outputs> {
  /** How it is called to a person. A cluster's replacement is warned of: all in it is lost. @default "Cluster" */
  readonly called?: "Process";
  /** Says what is wrong with the inputs, by field. Nothing wrong: an empty list. */
  readonly check: (
    inputs: Inputs,
  ) => readonly { readonly property: string; readonly reason: string }[];
  /** The fields whose change forces a new cluster. */
  readonly replaceFields: readonly (keyof Inputs & string)[];
  /** The other fields that may change: an update in place. */
  readonly updateFields: readonly (keyof Inputs & string)[];
  /**
   * Makes the cluster and waits until it answers. The stack's cluster that is there, the one to be replaced or
   * what an interrupted run has left, is removed first: names and ports are the same.
   */
  readonly create: (inputs: Inputs) => Promise<{ readonly id: string; readonly outputs: Outputs }>;
  /** Looks whether the cluster is there: cheap, since every preview asks. */
  readonly find: (id: string, outputs: Outputs) => Promise<Finding>;
  /** Changes it in place; starts it when it was found stopped. */
  readonly update?: (id: string, outputs: Outputs, inputs: Inputs) => Promise<Outputs>;
  /** Removes it with all that belongs to it, and never the one that took its place. Fine when it is gone. */
  readonly remove: (id: string, outputs: Outputs) => Promise<void>;
}
