import { z } from "zod";
import type { CommandWorld } from "../world.js";
import { isFor, linuxOn } from "./platform.js";
import { waitUntil } from "../../../lib/wait.js";

/** What a node is, and what images it has. */
export interface NodeFacts {
  /** The node's container. */
  readonly node: string;
  /** `linux/arm64`. */
  readonly platform: string;
  /** What unpacks its images: `native` on ZFS, `fuse-overlayfs` with rootless Docker (kind's entrypoint chooses). */
  readonly snapshotter: string;
  /** The id of each image by its full name. */
  readonly ids: ReadonlyMap<string, string>;
  /** By full name the id that Docker had for what was sent. */
  readonly sent: Readonly<Record<string, string>>;
}

/** How an image stands in a node. */
export interface Standing {
  /** Whether pods can run it: kubelet's runtime knows it by its name, and it is unpacked. */
  readonly isUsable: boolean;
  /** The platforms that it names; none where the node can't tell. */
  readonly platforms: readonly string[];
}

/** In the node: the full name of each image that was sent, and Docker's id for it then. */
export const RECORD = "/var/lib/istio-lab-images.json";
const SEPARATOR = "\n---\n";
const SNAPSHOTTER = "overlayfs";

const crictlImages = z.object({
  images: z
    .array(
      z.object({
        id: z.string(),
        repoTags: z.array(z.string()).nullish(),
        repoDigests: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
});
const crictlInfo = z.object({
  config: z.object({ containerd: z.object({ snapshotter: z.string() }) }),
});

/** One question to the node. @throws ToolError `command-failed` */
export async function factsOf({ exec }: CommandWorld, node: string): Promise<NodeFacts> {
  const questions = [
    "crictl images --output json",
    `(cat ${RECORD} 2>/dev/null || echo '{}')`,
    "(dpkg --print-architecture 2>/dev/null || uname -m)",
    "(crictl info --output json 2>/dev/null || true)",
  ];
  const script = questions.join(" && echo && echo --- && ");
  const { stdout } = await exec("docker", ["exec", node, "sh", "-c", script]);
  const [images = "", sent = "{}", machine = "", info = ""] = stdout.split(SEPARATOR);
  return {
    node,
    ids: idsIn(images),
    sent: JSON.parse(sent) as NodeFacts["sent"],
    platform: linuxOn(machine),
    snapshotter: snapshotterIn(info),
  };
}

function idsIn(text: string): Map<string, string> {
  const images = crictlImages.parse(JSON.parse(text)).images ?? [];
  return new Map(
    images.flatMap(({ id, repoTags, repoDigests }) =>
      [...(repoTags ?? []), ...(repoDigests ?? [])].map((name) => [name, id] as const),
    ),
  );
}

function snapshotterIn(info: string): string {
  try {
    return crictlInfo.parse(JSON.parse(info)).config.containerd.snapshotter || SNAPSHOTTER;
  } catch {
    // another crictl may not say; kind's node has this one wherever it can
    return SNAPSHOTTER;
  }
}

/** The runtime hears of a new image a moment after it is there, in ms. */
const HEARD_MS = 5_000;
const PAUSE_MS = 250;

/** How images stand in the node, once its runtime has heard of them. */
export async function standingOf(
  world: CommandWorld,
  facts: NodeFacts,
  names: readonly string[],
): Promise<Map<string, Standing>> {
  let found = new Map<string, Standing>();
  const isDone = async (): Promise<boolean> => {
    found = await lookAt(world, facts, names);
    return names.every((name) => found.get(name)?.isUsable === true);
  };
  await waitUntil(isDone, { limitMs: HEARD_MS, pauseMs: PAUSE_MS, ...world });
  return found;
}

async function lookAt(
  { exec }: CommandWorld,
  { node, snapshotter }: NodeFacts,
  names: readonly string[],
): Promise<Map<string, Standing>> {
  // it fails, and lists them all the same, when one of them is not whole
  const questions = [
    `(${CTR} check --snapshotter "$0" "$@" || true)`,
    `(${CTR} ls "$@" || true)`,
    "crictl images --output json",
  ];
  const script = questions.join(" && echo && echo --- && ");
  const filters = names.map((name) => `name==${JSON.stringify(name)}`);
  const args = ["exec", node, "sh", "-c", script, snapshotter, ...filters];
  const [checked = "", listed = "", images = "{}"] = (await exec("docker", args)).stdout.split(
    SEPARATOR,
  );
  const known = idsIn(images);
  const unpacked = new Map(rowsOf(checked).map((row) => [row[0] ?? "", row.at(-1) === "true"]));
  // the size before it is two words: 12.3 MiB
  const platforms = new Map(rowsOf(listed).map((row) => [row[0] ?? "", row[5] ?? ""]));
  return new Map(
    names.map((name) => [
      name,
      {
        isUsable: known.has(name) && unpacked.get(name) === true,
        platforms: (platforms.get(name) ?? "").split(",").filter((each) => each.includes("/")),
      },
    ]),
  );
}

/** containerd's own client, on kubelet's images. */
export const CTR = "ctr --namespace k8s.io images";

const rowsOf = (table: string): string[][] => {
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  return rows.filter((row) => row.length > 1 && row[0] !== "REF");
};

/** Whether an image is there as the node itself runs it, and not for another processor; also where nothing tells. */
export const isNative = ({ platforms }: Standing, node: string): boolean =>
  platforms.length === 0 || platforms.some((platform) => isFor(platform, node));

/** Remembers what was sent, and by which id Docker knew it. */
export async function record(
  { exec }: CommandWorld,
  { node }: NodeFacts,
  sent: Readonly<Record<string, string>>,
): Promise<void> {
  const args = ["exec", "--interactive", node, "sh", "-c", `cat >${RECORD}`];
  await exec("docker", args, { input: JSON.stringify(sent) });
}
