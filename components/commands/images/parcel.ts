import { fullImageName } from "../../../labs/images.js";
import type { CommandWorld } from "../world.js";
import { CTR, type NodeFacts } from "./node.js";
import { platformOf } from "./platform.js";

/** An image and the id by which Docker knows it. */
export interface Loaded {
  readonly image: string;
  readonly id: string;
}

/** An image on its way. */
export interface Parcel extends Loaded {
  /** What the node shall know it by. */
  readonly name: string;
  /** What Docker saves it by: for one that is named by its digest another name, as an archive would have none. */
  readonly saved: string;
  /** In bytes, as Docker counts it. */
  readonly size: number;
  /** As Docker says it; its containerd store speaks of the platform that it has. */
  readonly platform: string;
}

/** Half a gigabyte on a slow line. */
const PULL_TIMEOUT_MS = 30 * 60_000;
/** A tag for what is named by its digest: an archive of it would come without a name. */
const PINNED = "istio-lab/pinned";

/** Whether an image is named by its digest. */
export const isPinned = (image: string): boolean => image.includes("@");
const tagFor = (id: string): string => `${PINNED}:${id.replace(/^sha256:/, "").slice(0, 12)}`;

/** Without a tag `docker save` would take every tag of that name. */
const withTag = (image: string): string =>
  image.slice(image.lastIndexOf("/") + 1).includes(":") ? image : `${image}:latest`;

/** The image may have gone from Docker since it was pulled: it is pulled again. */
export async function parcelOf(
  { exec, say }: CommandWorld,
  { image, id }: Loaded,
): Promise<Parcel> {
  const format = "{{.Size}} {{.Os}} {{.Architecture}}";
  const inspect = () => exec("docker", ["image", "inspect", "--format", format, image]);
  const { stdout } = await inspect().catch(async () => {
    say(`pulling ${image}`);
    await exec("docker", ["pull", "--quiet", image], { timeoutMs: PULL_TIMEOUT_MS });
    return inspect();
  });
  const [size = "0", os, architecture] = stdout.trim().split(" ");
  const saved = isPinned(image) ? tagFor(id) : withTag(image);
  const platform = platformOf({ os, architecture });
  return { image, id, name: fullImageName(image), saved, size: Number(size), platform };
}

/** Gives an image in the node the name with the digest, by which pods ask for it. */
export async function giveName(
  { exec }: CommandWorld,
  { node }: NodeFacts,
  each: Parcel,
): Promise<void> {
  const { image, name, saved } = each;
  if (!isPinned(image)) return;
  const ctr = ["exec", node, ...CTR.split(" ")];
  const from = fullImageName(saved);
  await exec("docker", [...ctr, "tag", "--force", from, name]);
  await exec("docker", [...ctr, "rm", from]);
}
