import type { Command } from "@pulumi/command/local/command.js";
import { Container } from "@pulumi/docker/container.js";
import type { RemoteImage } from "@pulumi/docker/remoteImage.js";
import { Volume } from "@pulumi/docker/volume.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Registry } from "../../labs/registries.js";
import { NETWORK } from "../provider/kind-network.js";
import { LabComponent } from "../component.js";
import { pulledImage } from "./pulled-image.js";
import { labCommand } from "../lab-command.js";

export interface RegistryCachesArgs {
  readonly registries: readonly Registry[];
  /** Docker's registry, which is a pull-through cache when it is told what is behind it. */
  readonly image: string;
}

/** Where Docker's registry keeps what it pulled. */
const STORE = "/var/lib/registry";

/**
 * A pull-through cache for each registry, beside the clusters and not in them: it outlives all labs, and a node
 * finds it by its name. It publishes no port.
 */
export class RegistryCaches extends LabComponent {
  static readonly token = "istio-lab:images:RegistryCaches";

  constructor(name: string, args: RegistryCachesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(RegistryCaches.token, name, opts);
    const image = pulledImage(this.childName("image"), args.image, { parent: this });
    const network = labCommand(
      this.childName("network"),
      { program: "kind-network", input: {}, triggers: [] },
      { parent: this },
    );
    for (const registry of args.registries) this.cache(registry, image, network);
    this.registerOutputs({});
  }

  private cache({ cache, host, upstream }: Registry, image: RemoteImage, network: Command): void {
    const volume = new Volume(
      this.childName(`${host}/volume`),
      { name: cache },
      // what was pulled once is the point of it: `lab cache down --purge` deletes it
      { parent: this, retainOnDelete: true },
    );
    new Container(
      this.childName(host),
      {
        name: cache,
        image: image.imageId,
        restart: "unless-stopped",
        envs: [`REGISTRY_PROXY_REMOTEURL=${upstream}`],
        volumes: [{ volumeName: volume.name, containerPath: STORE }],
        networksAdvanced: [{ name: NETWORK }],
      },
      {
        parent: this,
        deleteBeforeReplace: true,
        dependsOn: network,
        // the official plugin reads it back as Docker fills it in, and would make the container again
        ignoreChanges: ["networkMode"],
      },
    );
  }
}
