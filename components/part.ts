import type * as pulumi from "@pulumi/pulumi";
import type { LabObject } from "../labs/objects.js";
import { LabComponent } from "./component.js";
import type { RunningCluster } from "./cluster/running-cluster.js";
import { KubeResource } from "./kube-resource.js";

export interface PartArgs {
  /** The objects of this part of the lab, rendered (labs/objects.ts). */
  readonly objects: readonly LabObject[];
  /** Where they go. They vanish with it, at no cost of their own. */
  readonly cluster: RunningCluster;
  /**
   * What must be ready before the first object is made.
   * @default [] they start at once
   */
  readonly after?: readonly pulumi.Resource[];
}

/** A component that consists of Kubernetes objects, each a resource of its own. */
export abstract class PartComponent extends LabComponent {
  /** The raw resources, by object key. */
  readonly nodes: ReadonlyMap<string, KubeResource>;

  constructor(
    token: string,
    name: string,
    args: PartArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super(token, name, opts);
    this.nodes = this.createObjects(args);
  }

  /** Makes the objects stage by stage: each stage waits until the one before it is ready. */
  private createObjects({ objects, cluster, after = [] }: PartArgs): Map<string, KubeResource> {
    const nodes = new Map<string, KubeResource>();
    let ready = after;
    for (const stage of this.stages(objects)) {
      const made = stage.map(({ key, object }) => {
        const resource = new KubeResource(this.childName(key), object, {
          parent: this,
          provider: cluster.provider,
          deletedWith: cluster.resource,
          dependsOn: [...ready],
        });
        nodes.set(key, resource);
        return resource;
      });
      if (made.length > 0) ready = made;
    }
    return nodes;
  }

  /** The order of the objects; all at once unless a part says otherwise. */
  protected stages(objects: readonly LabObject[]): readonly (readonly LabObject[])[] {
    return [objects];
  }

  /** The resources of these kinds, for others to wait for. */
  readyOf(...kinds: readonly string[]): KubeResource[] {
    return [...this.nodes].filter(([key]) => kinds.includes(kindOf(key))).map(([, node]) => node);
  }
}

const kindOf = (key: string): string => key.split("/")[0] ?? "";
