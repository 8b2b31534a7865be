import { z } from "zod";
import { fullImageName } from "../../labs/images.js";
import { bytes, duration } from "../../lib/progress.js";
import type { CommandWorld } from "./world.js";

/** An image and the id by which Docker knows it. */
export interface Loaded {
  readonly image: string;
  readonly id: string;
}

export interface LoadInput {
  /** The node's container. */
  readonly node: string;
  readonly images: readonly Loaded[];
}

/** What a node has: by full name the id, and the id that Docker had for what was sent. */
interface NodeImages {
  readonly ids: ReadonlyMap<string, string>;
  readonly sent: Readonly<Record<string, string>>;
}

/** In the node: the full name of each image that was sent, and Docker's id for it then. */
const RECORD = "/var/lib/istio-lab-images.json";
/** Several gigabytes into a slow disk. */
const LOAD_TIMEOUT_MS = 15 * 60_000;
const PULL_TIMEOUT_MS = 30 * 60_000;
/** A tag for what is named by its digest: an archive of it would come without a name. */
const PINNED = "istio-lab/pinned";

const crictlImages = z.object({
  images: z.array(z.object({ id: z.string(), repoTags: z.array(z.string()).default([]) })),
});

/**
 * Puts the images that a node lacks into it, in one archive. What it has already, by id, is not sent again.
 * @throws ToolError `command-failed`
 */
export async function loadImages(
  world: CommandWorld,
  { node, images }: LoadInput,
): Promise<undefined> {
  const started = world.now();
  const has = await imagesIn(world, node);
  const missing = images.filter(({ image, id }) => !isThere(has, fullImageName(image), id));
  if (missing.length > 0) {
    const size = await send(world, node, missing);
    await record(world, node, { ...has.sent, ...sentOf(missing) });
    const took = duration(world.now() - started);
    const rest = images.length - missing.length;
    const others = rest === 0 ? "" : `; ${rest} were there`;
    world.say(`${missing.length} images (${bytes(size)}) loaded into the node in ${took}${others}`);
  }
  return undefined;
}

/**
 * With Docker's containerd store its ids are those of manifests, while the node's are always those of the image's
 * configuration: then the record of what was sent tells.
 */
function isThere({ ids, sent }: NodeImages, name: string, id: string): boolean {
  const inNode = ids.get(name);
  return inNode !== undefined && (inNode === id || sent[name] === id);
}

async function imagesIn({ exec }: CommandWorld, node: string): Promise<NodeImages> {
  const script = `crictl images --output json && echo && (cat ${RECORD} 2>/dev/null || echo '{}')`;
  const { stdout } = await exec("docker", ["exec", node, "sh", "-c", script]);
  const cut = stdout.lastIndexOf("\n{");
  const { images } = crictlImages.parse(JSON.parse(stdout.slice(0, cut)));
  const ids = images.flatMap(({ id, repoTags }) => repoTags.map((tag) => [tag, id] as const));
  return { ids: new Map(ids), sent: JSON.parse(stdout.slice(cut)) as NodeImages["sent"] };
}

const sentOf = (images: readonly Loaded[]): Record<string, string> =>
  Object.fromEntries(images.map(({ image, id }) => [fullImageName(image), id]));

const isPinned = (image: string): boolean => image.includes("@");
const tagFor = (id: string): string => `${PINNED}:${id.replace(/^sha256:/, "").slice(0, 12)}`;

/** @returns the size of the images in bytes, as Docker counts it */
async function send(world: CommandWorld, node: string, images: readonly Loaded[]): Promise<number> {
  const sizes = await Promise.all(images.map((image) => sizeOf(world, image)));
  const pinned = images.filter(({ image }) => isPinned(image));
  for (const { image, id } of pinned) await world.exec("docker", ["tag", image, tagFor(id)]);
  const names = images.map(({ image, id }) => (isPinned(image) ? tagFor(id) : withTag(image)));
  await world.exec("bash", ["-o", "pipefail", "-c", PIPE, "load", node, ...names], {
    timeoutMs: LOAD_TIMEOUT_MS,
  });
  for (const { image, id } of pinned) await name(world, node, image, tagFor(id));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Docker's archive goes straight into the node's containerd. Not `--all-platforms`, as kind does it: an image of
 * which Docker holds one platform only would be refused (pitfall D-8).
 */
const PIPE =
  'docker save "${@:2}" | docker exec --interactive "$1" ctr --namespace k8s.io images import --snapshotter overlayfs -';

/** Without a tag `docker save` would take every tag of that name. */
const withTag = (image: string): string =>
  image.slice(image.lastIndexOf("/") + 1).includes(":") ? image : `${image}:latest`;

/** The image may have gone from Docker since it was pulled: it is pulled again. */
async function sizeOf({ exec, say }: CommandWorld, { image }: Loaded): Promise<number> {
  const inspect = () => exec("docker", ["image", "inspect", "--format", "{{.Size}}", image]);
  try {
    return Number((await inspect()).stdout);
  } catch {
    say(`pulling ${image}`);
    await exec("docker", ["pull", "--quiet", image], { timeoutMs: PULL_TIMEOUT_MS });
    return Number((await inspect()).stdout);
  }
}

/** Gives an image in the node the name with the digest, by which pods ask for it. */
async function name(world: CommandWorld, node: string, image: string, tag: string): Promise<void> {
  const ctr = ["exec", node, "ctr", "--namespace", "k8s.io", "images"];
  const [from, to] = [fullImageName(tag), fullImageName(image)];
  await world.exec("docker", [...ctr, "tag", "--force", from, to]);
  await world.exec("docker", [...ctr, "rm", from]);
  await world.exec("docker", ["image", "rm", "--no-prune", tag]);
}

async function record(
  { exec }: CommandWorld,
  node: string,
  sent: Readonly<Record<string, string>>,
): Promise<void> {
  const args = ["exec", "--interactive", node, "sh", "-c", `cat >${RECORD}`];
  await exec("docker", args, { input: JSON.stringify(sent) });
}
