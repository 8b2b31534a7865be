/** Where an action's commands run: in the node's container, or inside the pods of a workload. */
export type Place =
  | { readonly where: "node" }
  | {
      readonly where: "pods";
      readonly namespace: string;
      /** Label selector; the action runs in every pod that matches. */
      readonly selector: string;
      readonly container: string;
    };

/**
 * Something that changes the lab but that Kubernetes can't see.
 * It is declared by what is true afterwards; `run` makes it so and may run again at any time.
 */
export interface Action {
  /** Stable name, such as `catalog-fault`; an action of the same name in a later step replaces it. */
  readonly name: string;
  /** One line for the preview: `500 on 50 % of requests in catalog`. */
  readonly title: string;
  readonly place: Place;
  /** Makes it so. One command as an argument list, never a shell string. */
  readonly run: readonly string[];
  /** Takes it back when the state no longer has it; undefined where it goes with the node or the pod. */
  readonly undo: readonly string[] | undefined;
  /**
   * Why it may be left undone without failing the lab: `apt needs the Internet`.
   * @default undefined the lab fails with it
   */
  readonly optional?: string;
  /**
   * In the node only: a tool of the lab that is copied to a path where `run` can't be done.
   * @default undefined nothing is
   */
  readonly instead?: { readonly tool: "istioctl"; readonly to: string };
}
