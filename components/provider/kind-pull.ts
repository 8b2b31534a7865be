import { ToolError } from "../../lib/errors.js";
import { hasBedImages } from "../../tools/bed/docker.js";
import { askDocker } from "./docker.js";
import { tagOf } from "./kind-node-image.js";
import type { KindInputs } from "./kind-config.js";
import type { KindWorld } from "./kind-world.js";

/** 350 MB on a slow line. */
const PULL_TIMEOUT_MS = 1_200_000;

/**
 * Sees to it that the node image is there, before kind pulls it without a word and without an end.
 * @returns the name to make the cluster from: the image itself, or its tag where only that is there, as on a
 * machine where images are made and not pulled.
 * @throws ToolError `image-pull-failed`, `docker-missing` or `docker-no-answer`
 */
export async function ensureNodeImage(
  world: KindWorld,
  { image, stack }: Pick<KindInputs, "image" | "stack">,
): Promise<string> {
  if (await isThere(world, image)) return image;
  const tag = tagOf(image);
  if (tag !== image && (await isThere(world, tag))) {
    world.note(`The node image ${tag} of this machine is used; it is not the released one.`);
    return tag;
  }
  world.note(`Pulling ${tag} (about 350 MB)`);
  try {
    await world.exec("docker", ["pull", "--quiet", image], { timeoutMs: PULL_TIMEOUT_MS });
  } catch (error) {
    const text = error instanceof ToolError ? `: ${error.message}` : "";
    throw new ToolError("image-pull-failed", `The node image could not be pulled${text}`, {
      cause: error,
      // who makes images makes those of this week as well
      next: (await hasBedImages(world.exec)) ? `./lab bed up ${stack}` : `docker pull ${image}`,
    });
  }
  return image;
}

const isThere = async ({ exec }: KindWorld, image: string): Promise<boolean> =>
  (await askDocker(exec, ["image", "inspect", "--format", "{{.Id}}", image])) !== undefined;
