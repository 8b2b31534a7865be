import { Container } from "@pulumi/docker/container.js";
import { Network } from "@pulumi/docker/network.js";
import type * as pulumi from "@pulumi/pulumi";
import { commandOf, type ContainerSpec } from "../labs/container.js";
import { stackDir } from "../lib/paths.js";
import { LabComponent } from "./component.js";
import { OWNER_LABEL } from "./provider/container-owner.js";
import { pulledImage } from "./images/pulled-image.js";

export interface ContainersArgs {
  /** In the order in which the steps brought them: each is made after the one before, which it may ask at its start. */
  readonly containers: readonly ContainerSpec[];
  /** Images that Docker is to have besides. */
  readonly images: readonly string[];
  /** The stack that they belong to. So is called the network that they find each other in, by their names. */
  readonly stack: string;
  /** The host's address that their ports listen on. */
  readonly listenAddress: string;
}

/** Containers of Docker's beside the clusters (labs/container.ts). Any change of one makes it again. */
export class Containers extends LabComponent {
  static readonly token = "istio-lab:containers:Containers";
  /** The resource of each container, and of each image that was asked for by itself. */
  readonly made: readonly pulumi.Resource[];

  constructor(name: string, args: ContainersArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Containers.token, name, opts);
    const images = args.images.map((image) =>
      pulledImage(this.childName(`images/${image}`), image, { parent: this }),
    );
    this.made = [...images, ...(args.containers.length === 0 ? [] : this.containers(args))];
    this.registerOutputs({});
  }

  private containers(args: ContainersArgs): pulumi.Resource[] {
    const network = new Network(
      this.childName("network"),
      { name: args.stack, labels: ownedBy(args.stack) },
      { parent: this, deleteBeforeReplace: true, ignoreChanges: ["labels"] },
    );
    let before: pulumi.Resource = network;
    return args.containers.map((spec) => (before = this.container(spec, args, before)));
  }

  private container(
    spec: ContainerSpec,
    { stack, listenAddress }: ContainersArgs,
    before: pulumi.Resource,
  ): Container {
    const { name, image, env = {}, ports = [] } = spec;
    const command = commandOf(spec);
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
        ...(command === undefined ? {} : { command }),
        networksAdvanced: [{ name: stack }],
        labels: ownedBy(stack),
      },
      {
        parent: this,
        deleteBeforeReplace: true,
        dependsOn: [before],
        // the first: the official plugin reads it back as Docker fills it in, and would make the container again;
        // the second: it names the folder, and a checkout that was moved is to find its containers as they are
        ignoreChanges: ["networkMode", "labels"],
      },
    );
  }
}

/** By what a container and a network are known as a lab's where the state does not know them. */
const ownedBy = (stack: string) => [{ label: OWNER_LABEL, value: stackDir(stack) }];
