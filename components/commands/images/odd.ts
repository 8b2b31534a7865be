import { ToolError } from "../../../lib/errors.js";
import type { CommandWorld } from "../world.js";
import {
  choose,
  manifestsIn,
  type ArchiveFiles,
  type Descriptor,
  type Manifest,
} from "./archive.js";
import { CTR, type NodeFacts } from "./node.js";
import { isFor } from "./platform.js";

/** Where an archive lies in the node while it is looked into. */
const ARCHIVE = "/var/lib/istio-lab-image.tar";
/** A gigabyte into a slow disk, in ms. */
const LIMIT_MS = 10 * 60_000;

/**
 * Puts one image into the node by what its archive holds: for an image that did not arrive together with the others,
 * or is for another processor.
 * @param saved the name by which Docker saves it.
 * @param name the full name that the archive gives it.
 * @throws ToolError `image-not-for-node` when nothing in the archive can be taken, `command-failed`
 */
export async function loadOdd(
  world: CommandWorld,
  facts: NodeFacts,
  saved: string,
  name: string,
): Promise<void> {
  const { exec } = world;
  const { node } = facts;
  try {
    const args = ["-o", "pipefail", "-c", STASH, "stash", node, ARCHIVE, saved];
    await exec("bash", args, { timeoutMs: LIMIT_MS });
    const manifests = await manifestsIn(await filesIn(world, node));
    const chosen = choose(manifests, facts.platform);
    if (chosen === undefined) throw notForNode(saved, manifests, facts);
    await take(world, facts, chosen, name);
  } finally {
    await exec("docker", ["exec", node, "rm", "-f", ARCHIVE]).catch(() => undefined);
  }
}

const STASH = 'docker save "$3" | docker exec --interactive "$1" sh -c "cat >$2"';

async function filesIn({ exec }: CommandWorld, node: string): Promise<ArchiveFiles> {
  const tar = async (...args: readonly string[]): Promise<string> =>
    (await exec("docker", ["exec", node, "tar", ...args])).stdout;
  // by its name in the archive, which may begin with "./"
  const entries = (await tar("-tf", ARCHIVE)).split("\n").filter((entry) => !entry.endsWith("/"));
  const names = new Map(entries.map((entry) => [entry.replace(/^\.\//, ""), entry]));
  return {
    names: new Set(names.keys()),
    read: (name) => tar("-xOf", ARCHIVE, names.get(name) ?? name),
  };
}

async function take(
  { exec }: CommandWorld,
  { node, platform, snapshotter }: NodeFacts,
  { platform: of, isListed, target }: Manifest,
  name: string,
): Promise<void> {
  const ctr = CTR.split(" ");
  const from = ["--platform", of, "--snapshotter", snapshotter, ARCHIVE];
  await exec("docker", ["exec", node, ...ctr, "import", ...from], { timeoutMs: LIMIT_MS });
  if (!isListed || target === undefined || isFor(of, platform)) return;
  // the runtime would look for the node's own platform in the index: the name must stand for the manifest itself
  await exec("docker", ["exec", "--interactive", node, "sh", "-ec", RENAME, snapshotter], {
    timeoutMs: LIMIT_MS,
    input: indexOf(name, target),
  });
}

/** An archive of an index only: containerd has all that it names. */
const RENAME = [
  "folder=$(mktemp -d)",
  "trap 'rm -rf \"$folder\"' EXIT",
  'cd "$folder"',
  `echo '{"imageLayoutVersion":"1.0.0"}' >oci-layout`,
  "cat >index.json",
  `tar -cf image.tar oci-layout index.json`,
  `${CTR} import --snapshotter "$0" image.tar`,
].join("\n");

const indexOf = (name: string, { mediaType, digest, size }: Descriptor): string =>
  JSON.stringify({
    schemaVersion: 2,
    manifests: [{ mediaType, digest, size, annotations: { "io.containerd.image.name": name } }],
  });

function notForNode(
  image: string,
  manifests: readonly Manifest[],
  { platform }: NodeFacts,
): ToolError {
  const programs = manifests.filter(({ platform: of }) => !of.startsWith("unknown/"));
  const has = programs.filter(({ isWhole }) => isWhole).map(({ platform: of }) => of);
  const lacks = programs.filter(({ isWhole }) => !isWhole).map(({ platform: of }) => of);
  const holds = has.length === 0 ? "nothing whole" : has.join(", ");
  const without = lacks.length === 0 ? "" : `, without ${lacks.join(", ")}`;
  const canPull = lacks.some((of) => isFor(of, platform));
  return new ToolError(
    "image-not-for-node",
    `Docker has ${holds} of it${without}; the node is ${platform}`,
    { next: canPull ? `docker pull --platform ${platform} ${image}` : `docker pull ${image}` },
  );
}
