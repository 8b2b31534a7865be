import * as pulumi from "@pulumi/pulumi";
import type { ProcessSpec } from "../labs/container.js";
import { LabComponent } from "./component.js";
import { PROCESS_TYPE, type ProcessInputs } from "./provider/process-config.js";
import { LAB_PROVIDER_VERSION } from "./provider/version.js";

export interface ProcessesArgs {
  /** In the order in which the steps brought them: each is started after the one before. */
  readonly processes: readonly ProcessSpec[];
  /** The stack that they belong to. */
  readonly stack: string;
}

/** What runs in place of containers where there is no Docker: processes of the user, on 127.0.0.1. */
export class Processes extends LabComponent {
  static readonly token = "istio-lab:containers:Processes";
  /** The resource of each process. */
  readonly made: readonly pulumi.Resource[];

  constructor(name: string, args: ProcessesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Processes.token, name, opts);
    const made: ProcessResource[] = [];
    for (const { name: each, ...spec } of args.processes) {
      const before = made.at(-1);
      made.push(
        new ProcessResource(
          this.childName(each),
          { stack: args.stack, name: each, ...spec },
          { parent: this, ...(before === undefined ? {} : { dependsOn: [before] }) },
        ),
      );
    }
    this.made = made;
    this.registerOutputs({});
  }
}

/** The resource behind each, made by the plugin in components/provider/. Any change starts it again. */
class ProcessResource extends pulumi.CustomResource {
  constructor(name: string, inputs: ProcessInputs, opts: pulumi.CustomResourceOptions) {
    super(PROCESS_TYPE, name, { ...inputs }, { ...opts, version: LAB_PROVIDER_VERSION });
  }
}
