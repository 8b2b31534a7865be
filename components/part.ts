import type * as pulumi from "@pulumi/pulumi";
import { podImages } from "../labs/images.js";
import type { LabObject } from "../labs/objects.js";
import { DEFAULT_STAGES, type PartSpec } from "../labs/parts/part.js";
import { isWebhookConfiguration, WRITTEN_BY_ISTIOD } from "../labs/webhooks.js";
import { LabComponent } from "./component.js";
import { goesWith, type RunningCluster } from "./cluster/running-cluster.js";
import { withFiles } from "./certificates/secret.js";
import { KubeResource } from "./kube-resource.js";
import { labCommand } from "./lab-command.js";

export interface PartArgs {
  /** The objects of this part of the lab, rendered (labs/objects.ts). */
  readonly objects: readonly LabObject[];
  /** Where they go. Where it is the lab's they vanish with it, at no cost of their own. */
  readonly cluster: RunningCluster;
  /**
   * What must be ready before an object is made.
   * @default nothing: the first ones start at once
   */
  readonly after?: (object: LabObject) => readonly pulumi.Resource[];
  /**
   * What brings these images to where the pods run: objects with pods wait for it, the others don't.
   * @default nothing does: kubelet pulls them, or the pods are simulated
   */
  readonly loaded?: (images: readonly string[]) => readonly pulumi.Resource[];
  /**
   * The content of the files that Secrets are made of, by their names (labs/certificates.ts).
   * @default none: no Secret is made of files
   */
  readonly files?: ReadonlyMap<string, pulumi.Output<string>>;
  /**
   * The stack whose cluster runs pods for real: others then wait until what runs in the part's gate answers.
   * @default undefined pods are simulated, and nothing answers
   */
  readonly runsIn?: string | undefined;
}

/** A part of a lab: a component that consists of Kubernetes objects, each a resource of its own. */
export class PartComponent extends LabComponent {
  /** The raw resources, by object key. */
  readonly nodes: ReadonlyMap<string, KubeResource>;
  /** What those wait for that wait for this part; nothing while it has no object there. */
  readonly ready: readonly pulumi.Resource[];

  constructor(part: PartSpec, args: PartArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(part.token, part.name, opts);
    const nodes = new Map<string, KubeResource>();
    this.ready = this.createObjects(part, args, nodes);
    this.nodes = nodes;
    this.registerOutputs({});
  }

  /** Makes the objects stage by stage: each stage waits until the one before it is ready. */
  private createObjects(
    { stages = DEFAULT_STAGES }: PartSpec,
    args: PartArgs,
    nodes: Map<string, KubeResource>,
  ): readonly pulumi.Resource[] {
    const stageOf = ({ object }: LabObject): number => stages.of(object);
    const numbers = [...new Set(args.objects.map(stageOf))].sort((a, b) => a - b);
    let before: readonly pulumi.Resource[] = [];
    let ready: readonly pulumi.Resource[] = [];
    for (const number of numbers) {
      const stage = args.objects.filter((object) => stageOf(object) === number);
      const made = stage.map((object) => {
        const resource = this.createObject(object, args, before);
        nodes.set(object.key, resource);
        return resource;
      });
      const isReady = number === stages.ready;
      before = isReady && stages.gate !== undefined ? this.gate(stages.gate, made, args) : made;
      if (isReady || stages.ready === undefined) ready = before;
    }
    return ready;
  }

  private createObject(
    labObject: LabObject,
    { cluster, after = () => [], loaded = () => [], files }: PartArgs,
    before: readonly pulumi.Resource[],
  ): KubeResource {
    const { key, object } = labObject;
    const { filled, secret } = withFiles(object, files);
    return new KubeResource(this.childName(key), filled, {
      parent: this,
      ...secret,
      provider: cluster.provider,
      ...goesWith(cluster),
      dependsOn: [...before, ...after(labObject), ...loaded(podImages(object))],
      ...(isWebhookConfiguration(object) ? { ignoreChanges: [...WRITTEN_BY_ISTIOD] } : {}),
    });
  }

  /** What is behind a stage: the gate where pods run, else the stage itself. */
  private gate(
    program: "mesh-gate",
    stage: readonly KubeResource[],
    { cluster, runsIn: stack }: PartArgs,
  ): readonly pulumi.Resource[] {
    if (stack === undefined) return stage;
    const gate = labCommand(
      this.childName("webhook-gate"),
      { program, input: { stack }, triggers: [cluster.id] },
      { parent: this, ...goesWith(cluster), dependsOn: [...stage] },
    );
    return [gate];
  }
}
