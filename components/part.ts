import type * as pulumi from "@pulumi/pulumi";
import { podImages } from "../labs/images.js";
import type { LabObject } from "../labs/objects.js";
import { isWebhookConfiguration, WRITTEN_BY_ISTIOD } from "../labs/webhooks.js";
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
  /**
   * What brings these images to where the pods run: objects with pods wait for it, the others don't.
   * @default nothing does: kubelet pulls them, or the pods are simulated
   */
  readonly loaded?: (images: readonly string[]) => readonly pulumi.Resource[];
}

/** A component that consists of Kubernetes objects, each a resource of its own. */
export abstract class PartComponent extends LabComponent {
  /** The raw resources, by object key. */
  readonly nodes: ReadonlyMap<string, KubeResource>;
  /** What others wait for after each stage; nothing where the stage is empty. */
  protected readonly passed: readonly (readonly pulumi.Resource[])[];

  constructor(
    token: string,
    name: string,
    args: PartArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super(token, name, opts);
    const nodes = new Map<string, KubeResource>();
    this.passed = this.createObjects(args, nodes);
    this.nodes = nodes;
  }

  /** Makes the objects stage by stage: each stage waits until the one before it is ready. */
  private createObjects(
    args: PartArgs,
    nodes: Map<string, KubeResource>,
  ): (readonly pulumi.Resource[])[] {
    const { objects, cluster, after = [], loaded = () => [] } = args;
    let ready = after;
    return this.stages(objects).map((stage, index) => {
      const made = stage.map(({ key, object }) => {
        const resource = new KubeResource(this.childName(key), object, {
          parent: this,
          provider: cluster.provider,
          deletedWith: cluster.resource,
          dependsOn: [...ready, ...loaded(podImages(object))],
          ...(isWebhookConfiguration(object) ? { ignoreChanges: [...WRITTEN_BY_ISTIOD] } : {}),
        });
        nodes.set(key, resource);
        return resource;
      });
      const passed = made.length === 0 ? [] : this.gate(index, made, args);
      if (made.length > 0) ready = passed;
      return passed;
    });
  }

  /** What the stages after one wait for; its own objects unless a part knows better. */
  protected gate(
    _index: number,
    stage: readonly KubeResource[],
    _args: PartArgs,
  ): readonly pulumi.Resource[] {
    return stage;
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
