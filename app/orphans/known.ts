import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isGone, isNotThere } from "../../lib/gone.js";
import { holderOfLock } from "../../lib/lock.js";
import { deployed } from "../../stacks/checkpoint.js";
import { foundLocks, lockFacts, stackLock } from "../stack/lock.js";
import { judgeLock } from "../stack/lock-verdict.js";

/** What a checkout knows of a cluster that runs. */
export type Known =
  /** Its state has it. */
  | "stands"
  /** A run works on the stack now. */
  | "worked on"
  /** Its checkout may not be looked at: it is another user's, say. */
  | "unseen"
  /** The checkout is there, and its state does not have it. */
  | "unknown"
  /** The checkout is not there any more. */
  | "gone";

/**
 * What the checkout of a stack's folder knows of a cluster.
 * @param folder `/home/me/istio-lab/.lab/stacks/week1`, as it was called when the cluster was made.
 * @param id undefined for one that is being made.
 */
export async function knownIn(
  folder: string,
  stack: string,
  id: string | undefined,
): Promise<Known> {
  const lab = dirname(dirname(folder));
  if (isGone(dirname(lab))) return "gone";
  if (!(await canBeSeen(join(lab, "state")))) return "unseen";
  if ((await holderOfLock(stackLock(stack, lab))) !== undefined) return "worked on";
  if (await isLocked(stack, join(lab, "state"))) return "worked on";
  // a state that can't be read may know it
  const found = await deployed(stack, join(lab, "state")).catch(() => "unreadable" as const);
  if (found === "unreadable") return "stands";
  return id !== undefined && found?.cluster === id ? "stands" : "unknown";
}

/** One that is not there holds nothing that can't be seen. */
const canBeSeen = (folder: string): Promise<boolean> =>
  access(folder, constants.R_OK | constants.X_OK).then(() => true, isNotThere);

/** Plain `pulumi` holds no lock of ours. */
async function isLocked(stack: string, state: string): Promise<boolean> {
  const found = await foundLocks(stack, state);
  if (found.length === 0) return false;
  const facts = await lockFacts(state);
  return found.some(({ lock }) => lock !== undefined && judgeLock(lock, facts).state !== "left");
}
