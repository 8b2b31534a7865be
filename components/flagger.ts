import type * as pulumi from "@pulumi/pulumi";
import type { LabObject } from "../labs/objects.js";
import { PartComponent, type PartArgs } from "./part.js";

/** Flagger, which releases new versions by itself, and the objects that tell it what to watch. */
export class Flagger extends PartComponent {
  static readonly token = "istio-lab:istio:Flagger";

  constructor(name: string, args: PartArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Flagger.token, name, args, opts);
    this.registerOutputs({});
  }

  /** Flagger ends at once where its definitions or its rights are missing, and a Canary needs its definition. */
  protected override stages(objects: readonly LabObject[]): LabObject[][] {
    const stages: LabObject[][] = [[], [], []];
    for (const object of objects) stages[stageOf(object)]?.push(object);
    return stages;
  }
}

/** 0 definitions, account, rights · 1 Flagger · 2 what it watches. */
function stageOf({ object }: LabObject): 0 | 1 | 2 {
  if (object.kind === "Deployment") return 1;
  return object.kind === "Canary" ? 2 : 0;
}
