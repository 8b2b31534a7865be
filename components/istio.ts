import type * as pulumi from "@pulumi/pulumi";
import type { LabObject } from "../labs/objects.js";
import { PartComponent, type PartArgs } from "./part.js";

/** The labels by which istioctl marks what it rendered. */
const COMPONENT = "operator.istio.io/component";
const ISTIOD = "Deployment/istio-system/istiod";

/**
 * Istio as `istioctl install` leaves it, in the order that really counts: namespace, definitions and
 * accounts, istiod, then what istiod must answer for (gateway, filters).
 */
export class Istio extends PartComponent {
  static readonly token = "istio-lab:istio:Istio";
  /** Ready when istiod is: what apps and mesh configuration wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: PartArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Istio.token, name, args, opts);
    const istiod = this.nodes.get(ISTIOD);
    this.ready = istiod === undefined ? [] : [istiod];
    this.registerOutputs({});
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
  if (key === ISTIOD) return 2;
  if (object.kind === "EnvoyFilter" || object.kind === "IstioOperator") return 3;
  const isWorkload = object.kind === "Deployment" || object.kind === "HorizontalPodAutoscaler";
  const isGateway = object.metadata.labels?.[COMPONENT] === "IngressGateways";
  return isGateway && isWorkload ? 3 : 1;
}
