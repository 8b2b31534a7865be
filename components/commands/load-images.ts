import { fullImageName } from "../../labs/images.js";
import { messageOf, ToolError } from "../../lib/errors.js";
import { bytes, duration } from "../../lib/progress.js";
import { CTR, factsOf, isNative, record, standingOf, type NodeFacts } from "./images/node.js";
import { loadOdd } from "./images/odd.js";
import { giveName, isPinned, parcelOf, type Loaded, type Parcel } from "./images/parcel.js";
import { BINFMT_SCRIPT, emulates, isFor } from "./images/platform.js";
import type { CommandWorld } from "./world.js";

export interface LoadInput {
  /** The node's container. */
  readonly node: string;
  readonly images: readonly Loaded[];
}

/** An image that is not in the node, and why. */
interface Failure {
  readonly image: string;
  readonly error: unknown;
}

/** Several gigabytes into a slow disk. */
const LOAD_TIMEOUT_MS = 15 * 60_000;

/**
 * Puts the images that a node lacks into it: those for its processor in one archive, any other by itself. What it has
 * already, by id, is not sent again. One that can't be put there does not keep the others away.
 * @throws ToolError `image-not-loaded` names each that is not there, and why
 */
export async function loadImages(
  world: CommandWorld,
  { node, images }: LoadInput,
): Promise<undefined> {
  const started = world.now();
  const facts = await factsOf(world, node);
  const missing = images.filter(({ image, id }) => !isThere(facts, fullImageName(image), id));
  if (missing.length === 0) return undefined;
  const parcels = await Promise.all(missing.map((image) => parcelOf(world, image)));
  const failures = await send(world, facts, parcels);
  const failed = new Set(failures.map(({ image }) => image));
  const arrived = parcels.filter(({ image }) => !failed.has(image));
  await record(world, facts, { ...facts.sent, ...idsOf(arrived) });
  if (arrived.length > 0) {
    const size = bytes(arrived.reduce((sum, each) => sum + each.size, 0));
    const took = duration(world.now() - started);
    const rest = images.length - missing.length;
    const others = rest === 0 ? "" : `; ${rest} were there`;
    const what = arrived.length === 1 ? "1 image" : `${arrived.length} images`;
    world.say(`${what} (${size}) loaded into the node in ${took}${others}`);
  }
  if (failures.length > 0) throw notLoaded(facts, failures);
  return undefined;
}

/**
 * With Docker's containerd store its ids are those of manifests, while the node's are always those of the image's
 * configuration: then the record of what was sent tells.
 */
function isThere({ ids, sent }: NodeFacts, name: string, id: string): boolean {
  const inNode = ids.get(name);
  return inNode !== undefined && (inNode === id || sent[name] === id);
}

const idsOf = (images: readonly Loaded[]): Record<string, string> =>
  Object.fromEntries(images.map(({ image, id }) => [fullImageName(image), id]));

/** @returns what did not arrive */
async function send(
  world: CommandWorld,
  facts: NodeFacts,
  parcels: readonly Parcel[],
): Promise<Failure[]> {
  const pinned = parcels.filter(({ image }) => isPinned(image));
  for (const { image, saved } of pinned) await world.exec("docker", ["tag", image, saved]);
  try {
    const odd = await sendTogether(world, facts, parcels);
    const failures: Failure[] = [];
    for (const each of odd) {
      const error = await sendAlone(world, facts, each).catch((reason: unknown) => reason);
      if (error !== undefined) failures.push({ image: each.image, error });
    }
    return failures;
  } finally {
    for (const { saved } of pinned)
      await world.exec("docker", ["image", "rm", "--no-prune", saved]);
  }
}

/**
 * Docker's archive goes straight into the node's containerd. Without `--platform` it would want every variant that
 * an index lists and the node could run, also one that Docker never pulled (arm/v7 beside arm64).
 */
const PIPE =
  'docker save "${@:4}" | docker exec --interactive "$1" ' +
  `${CTR} import --platform "$2" --snapshotter "$3" -`;

/** @returns those that must be sent by themselves, as they are for another processor or did not arrive */
async function sendTogether(
  world: CommandWorld,
  facts: NodeFacts,
  parcels: readonly Parcel[],
): Promise<Parcel[]> {
  const { node, platform, snapshotter } = facts;
  const native = parcels.filter((each) => isFor(each.platform, platform));
  if (native.length === 0) return [...parcels];
  const args = ["load", node, platform, snapshotter, ...native.map(({ saved }) => saved)];
  try {
    await world.exec("bash", ["-o", "pipefail", "-c", PIPE, ...args], {
      timeoutMs: LOAD_TIMEOUT_MS,
    });
  } catch (error) {
    if (!isOfAnImage(error)) throw error;
    return [...parcels];
  }
  for (const each of native) await giveName(world, facts, each);
  const standing = await standingOf(
    world,
    facts,
    native.map(({ name }) => name),
  );
  // one for another processor in an archive of many is taken without a word, and its layers are thrown away later
  const isGood = ({ name }: Parcel): boolean => {
    const found = standing.get(name);
    return found?.isUsable === true && isNative(found, platform);
  };
  return parcels.filter((each) => !native.includes(each) || !isGood(each));
}

/** Whether another image may still arrive: not when the disk is full, the node gone or the time up. */
function isOfAnImage(error: unknown): boolean {
  const cause = (error as { readonly cause?: { readonly timedOut?: boolean } }).cause;
  if (cause?.timedOut === true) return false;
  return !/no space left|no such container|is not running|cannot connect to the docker/i.test(
    messageOf(error),
  );
}

/** @throws ToolError when it does not arrive */
async function sendAlone(world: CommandWorld, facts: NodeFacts, each: Parcel): Promise<undefined> {
  await loadOdd(world, facts, each.saved, fullImageName(each.saved));
  await giveName(world, facts, each);
  const standing = (await standingOf(world, facts, [each.name])).get(each.name);
  if (standing?.isUsable !== true) {
    const has = standing?.platforms.join(", ") ?? "";
    throw new ToolError(
      "image-not-usable",
      `the node took it, but can't run it (it has ${has || "no platform"} of it and is ${facts.platform})`,
    );
  }
  if (!isNative(standing, facts.platform))
    await tellOfEmulation(world, facts, each, standing.platforms);
  return undefined;
}

async function tellOfEmulation(
  { exec, say }: CommandWorld,
  { node, platform }: NodeFacts,
  { image }: Parcel,
  platforms: readonly string[],
): Promise<void> {
  const [of = ""] = platforms;
  const what = `${image} is for ${of} only, the node is ${platform}`;
  const { stdout } = await exec("docker", ["exec", node, "sh", "-c", BINFMT_SCRIPT]).catch(() => ({
    stdout: "",
  }));
  if (emulates(stdout, of) !== false) {
    say(`${what}: it runs under emulation, slowly`);
    return;
  }
  say(`${what}, which has no emulation of it: its pods will end with "exec format error"`);
  say("  next: ./lab doctor");
}

function notLoaded({ node, platform }: NodeFacts, failures: readonly Failure[]): ToolError {
  const lines = failures.map(({ image, error }) => `  ${image}: ${messageOf(error).trim()}`);
  const next = failures
    .map(({ error }) => (error instanceof ToolError ? error.next : undefined))
    .find((found) => found !== undefined);
  return new ToolError(
    "image-not-loaded",
    [`Not loaded into the node ${node} (${platform}):`, ...lines].join("\n"),
    {
      cause: failures[0]?.error,
      next: `${next ?? `docker pull ${failures[0]?.image ?? ""}`}, then ./lab up again`,
    },
  );
}
