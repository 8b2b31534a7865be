import type { Command } from "@pulumi/command/local/command.js";
import * as pulumi from "@pulumi/pulumi";
import { imagesOf } from "../../labs/images.js";
import type { LabObject } from "../../labs/objects.js";
import type { LoadInput } from "../commands/load-images.js";
import { goesWith, type RunningCluster } from "../cluster/running-cluster.js";
import { LabComponent } from "../component.js";
import { labCommand } from "../lab-command.js";
import { batchesOf } from "./batches.js";
import { pulledImage } from "./pulled-image.js";

export interface ImagesArgs {
  /** All objects of the lab, rendered: their images, and no others, are pulled. */
  readonly objects: readonly LabObject[];
  readonly cluster: RunningCluster;
  /** The container of the cluster's node. */
  readonly node: string;
}

/**
 * The images of a lab: pulled once into Docker, where they outlive the cluster, and loaded into the node from there.
 * So a lab that is made again pulls nothing.
 */
export class Images extends LabComponent {
  static readonly token = "istio-lab:images:Images";
  /** The load that brings each image. */
  readonly #loads = new Map<string, Command>();

  constructor(name: string, args: ImagesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Images.token, name, opts);
    const { objects, cluster, node } = args;
    const images = imagesOf(objects).map(({ image }) => image);
    const pulled = new Map(
      images.map((image) => [image, pulledImage(this.childName(image), image, { parent: this })]),
    );
    let before: Command | undefined;
    const { first, rest } = batchesOf(images, objects);
    for (const [part, batch] of [
      ["first", first],
      ["rest", rest],
    ] as const) {
      if (batch.length === 0) continue;
      const ids = batch.map((image) => pulled.get(image)?.imageId ?? "");
      const load = labCommand(
        this.childName(part),
        {
          program: "load-images",
          input: pulumi.all(ids).apply((known): LoadInput => ({
            node,
            images: batch.map((image, index) => ({ image, id: known[index] ?? "" })),
          })),
          triggers: [cluster.id, ...ids],
        },
        // one load at a time: two would only share the disk
        { parent: this, ...goesWith(cluster), ...(before && { dependsOn: before }) },
      );
      for (const image of batch) this.#loads.set(image, load);
      before = load;
    }
    this.registerOutputs({});
  }

  /** The loads that bring these images; all of them for one that the lab can't know, as the gateway's `auto`. */
  readonly loaded = (images: readonly string[]): Command[] => {
    const loads = images.map((image) => this.#loads.get(image));
    const known = loads.filter((load) => load !== undefined);
    return known.length < loads.length ? this.all : [...new Set(known)];
  };

  /** The loads of all images. */
  get all(): Command[] {
    return [...new Set(this.#loads.values())];
  }
}
