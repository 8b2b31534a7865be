import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeWorkDir, removeTree } from "../../cache.js";
import { locateIn, type BedContext } from "../context.js";
import { findImage, HASH_LABEL, labelLine, WHAT_LABEL } from "../docker.js";
import { stage } from "../stage.js";
import { copyPrograms, makeSkeleton } from "./copy-programs.js";
import type { BedImage, ImageJob } from "./image.js";
import { withPackages } from "./packages.js";

const BUILD_LIMIT_MS = 10 * 60_000;

/** The Dockerfile of an image whose files are in `root`. */
export const dockerfile = (image: BedImage, hash: string): string =>
  [
    `FROM ${image.base ?? "scratch"}`,
    "COPY root/ /",
    ...image.config,
    labelLine(WHAT_LABEL, image.what),
    labelLine(HASH_LABEL, hash),
    "",
  ].join("\n");

/**
 * Makes one image under its official name. Its base must be there.
 * @param shared the folder of the root file system of all images
 * @throws ToolError `command-failed`
 */
export async function buildImage(
  context: BedContext,
  image: BedImage,
  hash: string,
  shared: string,
): Promise<void> {
  const { exec, progress, cache } = context;
  await stage(progress, image.name, "making it", async (hear) => {
    const work = await makeWorkDir(cache, "image");
    const root = join(work, "root");
    try {
      await mkdir(root);
      const { packages = [] } = image;
      const rootfs =
        packages.length === 0 ? shared : await withPackages(exec, shared, work, packages, hear);
      if (image.base === undefined) await makeSkeleton(rootfs, root);
      const job: ImageJob = {
        root,
        rootfs,
        exec,
        locate: locateIn(context),
        copyPrograms: (files) => copyPrograms(exec, rootfs, root, files),
        onLine: hear,
      };
      await image.files(job);
      await writeFile(join(work, "Dockerfile"), dockerfile(image, hash));
      await dockerBuild(context, work, image.name);
    } finally {
      await removeTree(work);
    }
    return { value: undefined, size: (await findImage(exec, image.name))?.size ?? 0 };
  });
}

/** Builds a folder with a Dockerfile. The old builder is in every engine, the new one is not. */
export async function dockerBuild(
  { exec }: BedContext,
  folder: string,
  name: string,
): Promise<void> {
  await exec("docker", ["build", "--quiet", "--force-rm", "--tag", name, folder], {
    timeoutMs: BUILD_LIMIT_MS,
    env: { DOCKER_BUILDKIT: "0" },
  });
}
