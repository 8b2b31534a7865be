import { Container } from "@pulumi/docker/container.js";
import { Network } from "@pulumi/docker/network.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerSpec } from "../labs/container.js";
import { LabComponent } from "./component.js";
import { pulledImage } from "./images/pulled-image.js";

export interface ContainersArgs {
  /** In the order in which the steps brought them: each is made after the one before, which it may ask at its start. */
  readonly containers: readonly ContainerSpec[];
  /** The network that they find each other in, by their names. */
  readonly network: string;
  /** The host's address that their ports listen on. */
  readonly listenAddress: string;
}

/** Containers of Docker's beside the clusters (labs/container.ts). Any change of one makes it again. */
export class Containers extends LabComponent {
  static readonly token = "istio-lab:containers:Containers";
  /** The resource of each container. */
  readonly made: readonly pulumi.Resource[];

  constructor(name: string, args: ContainersArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Containers.token, name, opts);
    const network = new Network(
      this.childName("network"),
      { name: args.network },
      { parent: this, deleteBeforeReplace: true },
    );
    let before: pulumi.Resource = network;
    this.made = args.containers.map((spec) => (before = this.container(spec, args, before)));
    this.registerOutputs({});
  }

  private container(
    { name, image, command, env = {}, ports = [] }: ContainerSpec,
    { network, listenAddress }: ContainersArgs,
    before: pulumi.Resource,
  ): Container {
    const pulled = pulledImage(this.childName(`${name}/image`), image, { parent: this });
    return new Container(
      this.childName(name),
      {
        name,
        image: pulled.imageId,
        // as long as Docker runs, also after a restart of the machine
        restart: "unless-stopped",
        envs: Object.entries(env).map(([key, value]) => `${key}=${value}`),
        ports: ports.map(({ hostPort, containerPort }) => ({
          internal: containerPort,
          external: hostPort,
          ip: listenAddress,
        })),
        ...(command === undefined ? {} : { command: [...command] }),
        networksAdvanced: [{ name: network }],
      },
      {
        parent: this,
        deleteBeforeReplace: true,
        dependsOn: [before],
        // the official plugin reads it back as Docker fills it in, and would make the container again
        ignoreChanges: ["networkMode"],
      },
    );
  }
}
