import { dirname, join } from "node:path";
import { clusterOf } from "../../labs/contents.js";
import { stateAt } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { holderOfLock, type Holder } from "../../lib/lock.js";
import { clusterLock, inWords, machineDir } from "../../lib/machine.js";
import { kindInputs } from "../../components/provider/kind-config.js";
import { clusterExists, requirePorts } from "../../components/provider/kind-guards.js";
import { inspectNode, type KindNode } from "../../components/provider/kind-node.js";
import { folderHere, nodeOwner } from "../../components/provider/kind-owner.js";
import { isRecorded, stackOf } from "../../components/provider/kind-record.js";
import { realWorld, type KindWorld } from "../../components/provider/kind-world.js";
import { requireYes, type Caller } from "../caller.js";
import { specOf } from "./cluster.js";
import { isGone, type Lab } from "./lab.js";

/** What is asked of the machine. Tests pass another one. */
export interface Way {
  readonly world: KindWorld;
  /** Who makes a cluster on this machine right now. */
  readonly making: () => Promise<Holder | undefined>;
}

const theWay: Way = {
  world: realWorld,
  making: async () => holderOfLock(clusterLock(await machineDir())),
};

/**
 * Looks whether a lab on kind can have its cluster's name and ports, before anything is shown or asked about it:
 * a learner goes from week to week, and both have the same.
 * @param replace the week that may be taken down for it. Default: it is asked about.
 * @returns the week that is to be taken down first; undefined: nothing is in the way.
 * @throws UsageError `declined` and what `decide` throws, `cluster-exists` for a cluster of another checkout,
 * `cluster-being-made`, `port-busy`
 */
export async function inTheWay(
  { week, config, cluster }: Lab,
  caller: Caller,
  replace?: string,
  way: Way = theWay,
): Promise<string | undefined> {
  const needsNew = cluster === undefined || isGone(cluster);
  const hasCluster = clusterOf(stateAt(week, config.step)) !== undefined;
  if (!config.target.needsDocker || !needsNew || !hasCluster) return undefined;
  const { world } = way;
  const inputs = kindInputs(config.stack, specOf(week), config);
  const node = await inspectNode(world.exec, inputs.name);
  const owner =
    node === undefined ? undefined : await ownerOf(world, config.stack, inputs.name, node);
  if (owner === config.stack) return undefined;
  await refuseHalfMade(way, config.stack);
  if (node === undefined) {
    await requirePorts(world, inputs);
    return undefined;
  }
  if (owner === undefined) throw await clusterExists(world, inputs, node);
  if (replace !== owner)
    await requireYes(caller, { kind: "take-down", other: owner, stack: week.id });
  return owner;
}

/** The stack of this checkout that a node belongs to; undefined: none. */
async function ownerOf(
  world: KindWorld,
  stack: string,
  name: string,
  node: KindNode,
): Promise<string | undefined> {
  const folder = world.folder(stack);
  if (await isRecorded(folder, stack, node)) return stack;
  const recorded = await stackOf(folder, node.container);
  if (recorded !== undefined) return recorded;
  const owner = await nodeOwner(world.exec, name);
  const isOurs = owner !== undefined && folderHere(owner) === join(dirname(folder), owner.stack);
  return isOurs ? owner.stack : undefined;
}

/** A node that is being made right now is neither in the way nor out of it. @throws UsageError `cluster-being-made` */
async function refuseHalfMade({ making }: Way, stack: string): Promise<void> {
  const holder = await making();
  if (holder?.what?.endsWith(" on kind") !== true) return;
  throw new UsageError(
    "cluster-being-made",
    `${inWords(holder)} is making its cluster, and a machine has room for one lab on kind: ${stack} would get the same ports.`,
    {
      next: "wait until that lab stands, then run the same command again: it says what can be done",
    },
  );
}
