import type * as pulumi from "@pulumi/pulumi";
import type { LabObject } from "../labs/objects.js";
import type { KubeResource } from "./kube-resource.js";
import { labCommand } from "./lab-command.js";
import { PartComponent, type PartArgs } from "./part.js";

/** The labels by which istioctl marks what it rendered. */
const COMPONENT = "operator.istio.io/component";
const ISTIOD = "Deployment/istio-system/istiod";
/** The stage that consists of istiod alone. */
const ISTIOD_STAGE = 2;

export interface IstioArgs extends PartArgs {
  /**
   * The stack whose cluster runs istiod for real: what is injected then waits until the webhook answers.
   * @default undefined pods are simulated, and nothing is injected
   */
  readonly injects?: string | undefined;
}

/**
 * Istio as `istioctl install` leaves it, in the order that really counts: namespace, definitions and
 * accounts, istiod, then what istiod must answer for (gateway, filters).
 */
export class Istio extends PartComponent {
  static readonly token = "istio-lab:istio:Istio";
  /** Ready when istiod is, and injects: what apps and mesh configuration wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: IstioArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Istio.token, name, args, opts);
    this.ready = this.passed[ISTIOD_STAGE] ?? [];
    this.registerOutputs({});
  }

  /** Behind istiod stands the gate: a pod that is made before the webhook answers has no sidecar (pitfall I-3). */
  protected override gate(
    index: number,
    stage: readonly KubeResource[],
    { injects: stack, cluster }: IstioArgs,
  ): readonly pulumi.Resource[] {
    if (index !== ISTIOD_STAGE || stack === undefined) return stage;
    const gate = labCommand(
      this.childName("webhook-gate"),
      { program: "mesh-gate", input: { stack }, triggers: [cluster.id] },
      { parent: this, deletedWith: cluster.resource, dependsOn: [...stage] },
    );
    return [gate];
  }

  protected override stages(objects: readonly LabObject[]): LabObject[][] {
    const stages: LabObject[][] = [[], [], [], []];
    for (const object of objects) stages[stageOf(object)]?.push(object);
    return stages;
  }
}

/** 0 namespace · 1 definitions, accounts, rights, configuration · 2 istiod · 3 what needs istiod. */
function stageOf({ key, object }: LabObject): 0 | 1 | 2 | 3 {
  if (object.kind === "Namespace") return 0;
  if (key === ISTIOD) return ISTIOD_STAGE;
  if (object.kind === "EnvoyFilter" || object.kind === "IstioOperator") return 3;
  const isWorkload = object.kind === "Deployment" || object.kind === "HorizontalPodAutoscaler";
  const isGateway = object.metadata.labels?.[COMPONENT] === "IngressGateways";
  return isGateway && isWorkload ? 3 : 1;
}
