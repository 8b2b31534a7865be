import type * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import type { Action } from "../labs/action.js";
import type { ClusterSpec } from "../labs/cluster.js";
import type { LabObject } from "../labs/objects.js";
import { workloadsOf } from "../labs/workloads.js";
import { goesWith, type RunningCluster } from "./cluster/running-cluster.js";
import type { ActionInput } from "./commands/action.js";
import { LabComponent } from "./component.js";
import { labCommand } from "./lab-command.js";

export interface ActionsArgs {
  readonly stack: string;
  /** The actions of the state, in the order in which the steps brought them. */
  readonly actions: readonly Action[];
  readonly spec: ClusterSpec;
  readonly cluster: RunningCluster;
  /** All objects of the lab, among them the workloads that actions select. */
  readonly objects: readonly LabObject[];
  /** The resource of an object, by key. */
  readonly nodes: ReadonlyMap<string, pulumi.Resource>;
  /**
   * What goes before the actions in the node: nobody waits for its tools, so they must not take time from the pods.
   * @default [] they begin with the cluster
   */
  readonly afterwards?: readonly pulumi.Resource[];
}

/**
 * What Kubernetes can't see: tools in the node, a fault inside a process (labs/action.ts). Each is taken back when
 * the state no longer has it, and done again when its cluster or its workload is another.
 */
export class Actions extends LabComponent {
  static readonly token = "istio-lab:actions:Actions";
  /** The resource of each action. */
  readonly made: readonly pulumi.Resource[];

  constructor(name: string, args: ActionsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Actions.token, name, opts);
    // in the node one after the other: istioctl is copied from the release that the action before brought
    let before = args.afterwards ?? [];
    this.made = args.actions.map((action) => {
      const inNode = action.place.where === "node";
      const made = this.make(action, args, inNode ? before : []);
      if (inNode) before = [made];
      return made;
    });
    this.registerOutputs({});
  }

  private make(
    action: Action,
    { stack, spec, cluster, objects, nodes }: ActionsArgs,
    after: readonly pulumi.Resource[],
  ): pulumi.Resource {
    const workloads = workloadsOf(action.place, objects);
    const input: ActionInput = { stack, cluster: spec.name, action };
    return labCommand(
      this.childName(action.name),
      {
        program: "action",
        input,
        undo: action.undo !== undefined,
        triggers: [cluster.id, templatesHash(workloads)],
      },
      {
        parent: this,
        // the other way round, what takes the old one back would take back the new one
        deleteBeforeReplace: true,
        ...goesWith(cluster),
        dependsOn: [
          cluster.resource,
          ...after,
          ...workloads.flatMap(({ key }) => nodes.get(key) ?? []),
        ],
      },
    );
  }
}

/** Another template means other pods: what was done inside the old ones is gone with them. */
function templatesHash(workloads: readonly LabObject[]): string {
  const templates = workloads.map(
    ({ object }) => (object["spec"] as { template?: unknown }).template,
  );
  return createHash("sha256").update(JSON.stringify(templates)).digest("hex").slice(0, 16);
}
