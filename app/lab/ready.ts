import { clusterOf, withoutCluster } from "../../labs/contents.js";
import { stateAt } from "../../labs/week.js";
import { requireDisk } from "../../lib/disk.js";
import { exec, type Exec } from "../../lib/exec.js";
import { kubectl } from "../../tools/kubectl.js";
import { labDir } from "../../lib/paths.js";
import { requireDocker } from "../../components/provider/docker.js";
import { inspectNode } from "../../components/provider/kind-node.js";
import { specOf, startCluster } from "./cluster.js";
import { prepareTools, type Lab } from "./lab.js";
import type { Caller } from "../caller.js";
import { notes, type Tell } from "../events.js";
import { replacementOf } from "./replacement.js";
import { requireRoom } from "./room.js";
import { settle } from "./settle.js";
import { passphraseOf } from "../stack/passphrase.js";

/** A lab that can be changed: its engine answers, its tools are there, its cluster runs or is to be replaced. */
export interface ReadyLab {
  readonly lab: Lab;
  /** The fields that force another cluster, a line each. Empty: the cluster stays. */
  readonly replaces: readonly string[];
}

/**
 * Gets a lab ready to be changed. Asks only before tools are built for minutes: nothing is lost by it.
 * @throws ToolError `docker-missing`, `docker-no-answer`, `disk-full`, and what `awake` throws
 * @throws UsageError `docker-too-small` for a lab that is to be made and does not fit into Docker
 * @throws UsageError `other-passphrase`
 */
export async function ready(found: Lab, caller: Caller): Promise<ReadyLab> {
  await requireEngine(found);
  const { target, stack, week, step } = found.config;
  await passphraseOf(stack);
  // told before the diff is worked out; the plugin asks again for plain pulumi
  const [stood, wanted] = [clusterOf(found.standing), clusterOf(stateAt(week, step))];
  if (target.disk !== undefined && stood === undefined && wanted !== undefined)
    requireDisk(labDir, target.disk, `a cluster of ${stack}`);
  await prepareTools(found.config, caller);
  const replaces = replacementOf(found);
  // whatever stands in the old cluster is not in the new one
  const lab =
    replaces.length === 0
      ? await awake(found, caller.tell)
      : { ...found, standing: withoutCluster(found.standing) };
  if (clusterOf(lab.standing) === undefined) await requireRoom(lab.week, lab.config, caller.tell);
  return { lab, replaces };
}

/**
 * Makes sure that Docker answers where the lab needs it, before anything that takes longer.
 * @throws ToolError `docker-missing` or `docker-no-answer`
 */
export async function requireEngine({ config }: Lab, run: Exec = exec): Promise<void> {
  if (config.target.needsDocker) await requireDocker(run);
}

/**
 * Starts a cluster that was found stopped, before anything talks to it: the engine takes objects that it can't
 * reach for gone, and forgets them.
 * @throws UsageError `port-busy`, ToolError `node-not-started` or `api-no-answer`
 */
async function awake(lab: Lab, tell: Tell): Promise<Lab> {
  const { week, config, deployed, cluster } = lab;
  const isStopped = cluster?.alive === false && cluster.restart === true;
  if (!isStopped || deployed === undefined) return lab;
  await startCluster(week, config, deployed, notes(tell));
  if (config.target.needsDocker) await podsAgain(lab, tell);
  tell({ kind: "cluster-started", week: week.id });
  return { ...lab, cluster: { alive: true } };
}

/** Waits for the pods of a node that was started: checks and patches are for what runs, not for what ran. */
async function podsAgain({ week, config }: Lab, tell: Tell): Promise<void> {
  const node = await inspectNode(exec, specOf(week).name);
  if (node !== undefined) await settle(kubectl(config.stack), node.startedAt, { tell });
}
