import { chmod, copyFile, cp, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Versions } from "../../../labs/versions.js";
import { makeWorkDir, removeTree } from "../../cache.js";
import type { ToolName } from "../../tool.js";
import { locateIn, type BedContext } from "../context.js";
import { findImage, HASH_LABEL, labelLine, WHAT_LABEL } from "../docker.js";
import { dockerBuild } from "../images/build.js";
import { pipe } from "../pipe.js";
import { stage } from "../stage.js";
import { nodeDockerfile } from "./dockerfile.js";
import { nodeFiles } from "./files.js";
import { preload } from "./preload.js";

const LIMIT_MS = 10 * 60_000;
/** The names that the image has while it is made. */
const BASE = "istio-lab/bed-debian:making";
const EMPTY_NODE = "istio-lab/bed-node:making";

/** What a node is made of. */
export interface NodeImage {
  readonly name: string;
  readonly what: string;
  readonly tools: readonly ToolName[];
  /** To be raised when the files of this folder give another content. */
  readonly revision: number;
}

/** The node of a Kubernetes, under the name of kind's own image. */
export const nodeImage = ({ kubernetes }: Pick<Versions, "kubernetes">): NodeImage => ({
  name: `kindest/node:v${kubernetes}`,
  what: `Debian with containerd, Kubernetes ${kubernetes} built from its module, kind's base files`,
  tools: ["kind-base", "kubeadm", "kubelet", "kubectl", "crictl"],
  revision: 2,
});

const programs = {
  kubeadm: "usr/bin/kubeadm",
  kubelet: "usr/bin/kubelet",
  kubectl: "usr/bin/kubectl",
  crictl: "usr/local/bin/crictl",
} as const;

/**
 * Makes the node image with the control plane's images inside, which must be in the engine.
 * @param rootfs the folder of the root file system
 * @param images the names of those images
 * @throws ToolError `command-failed`, or `containerd-silent` when the images can't be put in
 */
export async function buildNode(
  context: BedContext,
  hash: string,
  rootfs: string,
  images: readonly string[],
): Promise<void> {
  const { exec, progress, cache, versions } = context;
  const { name, what } = nodeImage(versions);
  await stage(progress, name, "making it", async (hear) => {
    const work = await makeWorkDir(cache, "node");
    try {
      const tar = ["tar", "-C", rootfs, "--exclude=./dev/*", "-c", "."] as const;
      await pipe(exec, tar, ["docker", "import", "-", BASE], { timeoutMs: LIMIT_MS });
      await fill(join(work, "root"), context);
      await writeFile(join(work, "Dockerfile"), nodeDockerfile(BASE));
      await dockerBuild(context, work, EMPTY_NODE);
      await rm(join(work, "root"), { recursive: true });
      const labels = [labelLine(WHAT_LABEL, what), labelLine(HASH_LABEL, hash)];
      await preload(exec, { from: EMPTY_NODE, to: name, images, labels, work, hear });
    } finally {
      await exec("docker", ["image", "rm", "--force", EMPTY_NODE, BASE]).catch(() => undefined);
      await removeTree(work);
    }
    return { value: undefined, size: (await findImage(exec, name))?.size ?? 0 };
  });
}

async function fill(root: string, context: BedContext): Promise<void> {
  const locate = locateIn(context);
  await cp(locate("kind-base"), root, { recursive: true });
  // rootless Docker only
  await rm(join(root, "etc/systemd/system/containerd-fuse-overlayfs.service"), { force: true });
  for (const [path, text] of Object.entries(nodeFiles(context.versions))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const [tool, path] of Object.entries(programs)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await copyFile(locate(tool as keyof typeof programs), join(root, path));
  }
  await setModes(root);
}

/** Programs are those in a folder `bin`, as in kind's Dockerfile. */
async function setModes(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).isDirectory()) await setModes(path);
    else await chmod(path, folder.endsWith("/bin") ? 0o755 : 0o644);
  }
}
