import { ensureTools } from "../ensure.js";
import { find } from "../find.js";
import type { ToolName } from "../tool.js";
import type { BedContext } from "./context.js";
import { hasImage, pruneOwn } from "./docker.js";
import { buildImage } from "./images/build.js";
import { controlPlane } from "./images/control-plane.js";
import type { BedImage } from "./images/image.js";
import { buildNode, nodeImage } from "./node/image.js";
import { ensurePackages } from "./packages.js";
import { hashesOf, type Group } from "./plan.js";
import { openRootfs, type Rootfs } from "./rootfs.js";

const MODULE: ToolName = "istio-stats";

/** The tools whose files are in the images of some groups. */
export function toolsOf(context: BedContext, groups: readonly Group[]): readonly ToolName[] {
  const { versions, lab } = context;
  const tools = groups.flatMap(({ name }) =>
    name === "node"
      ? [...controlPlane(versions).flatMap((image) => image.tools), ...nodeImage(versions).tools]
      : lab.flatMap((image) => image.tools),
  );
  return [...new Set(tools)];
}

/**
 * Makes all images of the groups that the engine lacks. The tools are built while debootstrap downloads.
 * @throws ToolError `tool-unavailable` or `command-failed`
 */
export async function make(context: BedContext, groups: readonly Group[]): Promise<void> {
  const wants = (name: Group["name"]): boolean => groups.some((group) => group.name === name);
  const tools = toolsOf(context, groups);
  // Alone of all tools the module is made by a compiler that is a package.
  const isLacking = tools.includes(MODULE) && find(context, MODULE).state !== "ready";
  const compiler = isLacking ? ["g++"] : [];
  await ensurePackages(context, ["debootstrap", "tar", "zstd", "bash", ...compiler]);
  await using rootfs = await both(context, tools);
  if (wants("lab")) await makeImages(context, context.lab, rootfs.dir);
  if (wants("node")) await makeNode(context, groups, rootfs.dir);
  await pruneOwn(context.exec);
}

/** Both must have ended, well or not, before anything is cleaned up. */
async function both(context: BedContext, tools: readonly ToolName[]): Promise<Rootfs> {
  const [got, rootfs] = await Promise.allSettled([
    ensureTools(tools, context),
    openRootfs(context),
  ]);
  if (rootfs.status === "rejected") throw rootfs.reason;
  if (got.status === "fulfilled") return rootfs.value;
  await rootfs.value[Symbol.asyncDispose]();
  throw got.reason;
}

async function makeImages(
  context: BedContext,
  images: readonly BedImage[],
  rootfs: string,
): Promise<void> {
  const planned = hashesOf(context, images);
  for (const image of images) {
    const hash = planned.get(image.name)?.hash ?? "";
    // what an interrupted run made is good
    if (await hasImage(context.exec, image.name, hash)) continue;
    await buildImage(context, image, hash, rootfs);
  }
}

/** The control plane's images are needed in the node only: the engine's own copies go away. */
async function makeNode(
  context: BedContext,
  groups: readonly Group[],
  rootfs: string,
): Promise<void> {
  const images = controlPlane(context.versions);
  const names = images.map(({ name }) => name);
  await makeImages(context, images, rootfs);
  for (const { hash } of groups.find(({ name }) => name === "node")?.images ?? [])
    await buildNode(context, hash, rootfs, names);
  await context.exec("docker", ["image", "rm", ...names]);
}
