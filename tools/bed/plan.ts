import type { Versions } from "../../labs/versions.js";
import { lookUp } from "../find.js";
import type { BedContext } from "./context.js";
import { shortHash } from "./hash.js";
import { controlPlane } from "./images/control-plane.js";
import type { BedImage } from "./images/image.js";
import { nodeImage } from "./node/image.js";
import { rootfsHash } from "./rootfs.js";

/** An image as it is to be made now. */
export interface PlannedImage {
  readonly name: string;
  readonly what: string;
  /** What the image's label must say. */
  readonly hash: string;
}

/** Images that are made and kept together. */
export interface Group {
  readonly name: "node" | "lab";
  /** The Kubernetes that the node is of, or the Istio beside which the lab's images run: archives of others stay. */
  readonly release: string;
  /** What the engine must have. */
  readonly images: readonly PlannedImage[];
  /** Names the group's archive: another one means that something in it is made in another way. */
  readonly hash: string;
}

/** What a generation of the bed is made of: known without making anything, so that a cache can be asked first. */
export function plan(context: BedContext): { readonly node: Group; readonly lab: Group } {
  const { versions } = context;
  const image = nodeImage(versions);
  const { name, what } = image;
  const hash = shortHash({
    ...describe(context, image),
    images: [...hashesOf(context, controlPlane(versions)).values()],
  });
  return {
    node: groupOf("node", versions, [{ name, what, hash }]),
    lab: groupOf("lab", versions, [...hashesOf(context, context.lab).values()]),
  };
}

/** The release that the images of a group go with. */
export const releaseOf = (name: Group["name"], { kubernetes, istio }: Versions): string =>
  name === "node" ? kubernetes : istio;

const groupOf = (
  name: Group["name"],
  versions: Versions,
  images: readonly PlannedImage[],
): Group => ({
  name,
  release: releaseOf(name, versions),
  images,
  hash: shortHash(images),
});

/**
 * The hash of each image, by name. A base comes before what builds on it, and makes that new as well.
 * @throws Error for a base that is not in the list before it
 */
export function hashesOf(
  context: BedContext,
  images: readonly BedImage[],
): ReadonlyMap<string, PlannedImage> {
  const planned = new Map<string, PlannedImage>();
  for (const image of images) {
    const { name, what, base, config } = image;
    const under = base === undefined ? undefined : planned.get(base);
    if (base !== undefined && under === undefined)
      throw new Error(`${name} builds on ${base}, which is not made before it`);
    const hash = shortHash({ ...describe(context, image), config, under: under?.hash });
    planned.set(name, { name, what, hash });
  }
  return planned;
}

/** What the content of any image depends on. */
function describe(
  context: BedContext,
  image: Pick<BedImage, "name" | "what" | "tools" | "revision" | "packages">,
): object {
  // absent for most, and then no part of the hash
  const { name, what, tools, revision, packages } = image;
  const versions = tools.map((tool) => [tool, lookUp(context, tool).unit.version]);
  const { arch } = context.platform;
  return { name, what, versions, revision, rootfs: rootfsHash(), arch, packages };
}
