import { setTimeout } from "node:timers/promises";
import { addressOf } from "../../checks/health/address.js";
import { faultsOf } from "../../checks/health/judges.js";
import type { Problem } from "../../checks/health/problem.js";
import { NOT_CALLED } from "../../checks/health/webhooks.js";
import { ToolError } from "../../lib/errors.js";
import type { Kubectl } from "../../tools/kubectl.js";
import type { Cured, Tell } from "../events.js";

/** How often it is looked, in ms. */
const LOOK_MS = 1_000;
/** How often it is said what is waited for, in ms. */
const SAY_MS = 5_000;
/** A namespace is gone when all of its pods have ended: half a minute each, side by side. In ms. */
const GONE_LIMIT_MS = 180_000;
/** Pods start anew within a minute on 2 cores; an image may have to be pulled. In ms. */
const WELL_LIMIT_MS = 180_000;
/** How long something must stand in the way before it is given up, in ms. */
const STUCK_LIMIT_MS = 15_000;

/** What the cures need of the world. Tests pass others. */
export interface MendWorld {
  readonly stack: string;
  readonly kubectl: Kubectl;
  /** What is wrong now. */
  readonly look: () => Promise<readonly Problem[]>;
  readonly tell: Tell;
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly now?: () => number;
}

/**
 * What stands before the engine: it could make nothing in a namespace that is being deleted, nor on a cordoned node.
 * @throws ToolError `being-deleted` with what holds it after three minutes, or as soon as waiting can't help
 */
export async function clearTheWay(problems: readonly Problem[], world: MendWorld): Promise<void> {
  const cured = (cure: Cured): void => {
    world.tell({ kind: "cured", cure });
  };
  for (const { cure } of problems) {
    if (cure?.how === "uncordon") {
      await world.kubectl(["uncordon", cure.node]);
      cured({ how: "uncordoned", node: cure.node });
    }
    if (cure?.how === "release") {
      const patch = ["--type", "merge", "--patch", '{"metadata":{"finalizers":null}}'];
      await world.kubectl(["patch", ...addressOf(cure.object).split(" "), ...patch]);
      cured({ how: "released", object: addressOf(cure.object) });
    }
  }
  const refused = problems.flatMap(({ cure }) => (cure?.how === "retry" ? [cure.namespace] : []));
  for (const namespace of new Set(refused)) {
    // any write to a ReplicaSet has its controller look at once: what refused its pods may be gone
    const mark = `istio-lab/retried=${new Date((world.now ?? Date.now)()).toISOString()}`;
    const sets = ["annotate", "replicasets", "--all", "--namespace", namespace];
    await world.kubectl([...sets, "--overwrite", mark]);
  }
  if (!problems.some(isGoing)) return;
  const left = await waitFor(world, GONE_LIMIT_MS, async () =>
    (await world.look()).filter(isGoing),
  );
  if (left.length > 0) throw beingDeleted(left, world.stack);
}

/** What was made anew: pods by their workloads, and pods that must be written again since nobody owns them. */
export interface MadeAnew {
  readonly restarted: boolean;
  readonly deleted: boolean;
}

/**
 * Makes the pods anew that are not what the lab needs them to be, as soon as istiod answers for new ones.
 * @throws ToolError `command-failed`
 */
export async function makeAnew(problems: readonly Problem[], world: MendWorld): Promise<MadeAnew> {
  if (!problems.some(({ cure }) => cure?.how === "restart" || cure?.how === "replace"))
    return { restarted: false, deleted: false };
  const ahead = async () => (await world.look()).filter(isInjectors);
  if (problems.some(isInjectors)) await waitFor(world, WELL_LIMIT_MS, ahead);
  const workloads = new Set(
    problems.flatMap(({ cure }) => (cure?.how === "restart" ? [cure.workload] : [])),
  );
  for (const workload of workloads) {
    const [kind = "", namespace = "", name = ""] = workload.split("/");
    const target = `${kind.toLowerCase()}/${name}`;
    await world.kubectl(["rollout", "restart", target, "--namespace", namespace]);
    const why = whyOf(problems, workload);
    world.tell({ kind: "cured", cure: { how: "restarted", key: workload, why } });
  }
  const pods = problems.filter(({ cure }) => cure?.how === "replace");
  for (const { object, says } of pods) {
    const [, namespace = "", name = ""] = object.split("/");
    await world.kubectl(["delete", "pod", name, "--namespace", namespace]);
    world.tell({ kind: "cured", cure: { how: "deleted", key: object, why: says } });
  }
  return { restarted: workloads.size > 0, deleted: pods.length > 0 };
}

/** Whether it keeps new pods from their sidecars. */
const isInjectors = ({ code, object }: Problem): boolean =>
  code === NOT_CALLED || object === "Deployment/istio-system/istiod";

function whyOf(problems: readonly Problem[], workload: string): string {
  const own = problems.filter(({ cure }) => cure?.how === "restart" && cure.workload === workload);
  return own[0]?.says ?? "";
}

/**
 * Waits until nothing is wrong any more.
 * @throws ToolError `not-working` with what is left after three minutes, or as soon as waiting can't help
 */
export async function untilWell(step: string, world: MendWorld): Promise<void> {
  const left = await waitFor(world, WELL_LIMIT_MS, async () => faultsOf(await world.look()));
  if (left.length === 0) return;
  const lines = left.map(({ says }) => `  ${says}.`);
  throw new ToolError(
    "not-working",
    [`${world.stack} is at step ${step}, but not all of it works:`, ...lines].join("\n"),
    { next: nextFor(left, world.stack) },
  );
}

/**
 * An error of a run that failed since something is being deleted, in one sentence for each; any other error stays as
 * it is. The engine says it once for each object, with its URN.
 */
export async function withDeletions(
  error: unknown,
  stack: string,
  look: () => Promise<readonly Problem[]>,
): Promise<unknown> {
  if (!(error instanceof ToolError) || error.code !== "deploy-failed") return error;
  const going = (await look().catch(() => [])).filter(isGoing);
  return going.length === 0 ? error : beingDeleted(going, stack, error);
}

/** Whether it is something of the lab that is being deleted. */
export const isGoing = ({ code, weight }: Problem): boolean =>
  code === "being-deleted" && weight === "fault";

const beingDeleted = (going: readonly Problem[], stack: string, cause?: unknown): ToolError =>
  new ToolError("being-deleted", going.map(({ says }) => `${says}.`).join("\n"), {
    next: nextFor(going, stack),
    ...(cause === undefined ? {} : { cause }),
  });

/** The first command that helps. What needs kubectl says how to have it. */
function nextFor(problems: readonly Problem[], stack: string): string {
  const help = problems.find((problem) => problem.help !== undefined)?.help;
  if (help === undefined) return `./lab status ${stack}`;
  return `eval "$(./lab env ${stack})"; ${help}; ./lab up ${stack}`;
}

/** Looks until nothing is left, and says now and then what is. @returns what is left when the time is up */
async function waitFor(
  { tell, sleep = setTimeout, now = Date.now }: MendWorld,
  limitMs: number,
  look: () => Promise<readonly Problem[]>,
): Promise<readonly Problem[]> {
  const started = now();
  let said = started;
  let stuckSince: number | undefined;
  for (;;) {
    const left = await look();
    if (left.length === 0) return [];
    const time = now();
    stuckSince = left.every(({ stuck }) => stuck === true) ? (stuckSince ?? time) : undefined;
    const isStuck = stuckSince !== undefined && time - stuckSince >= STUCK_LIMIT_MS;
    if (isStuck || time - started >= limitMs) return left;
    if (time - said >= SAY_MS) {
      said = time;
      const [first] = left;
      const [more, waitedMs] = [left.length - 1, time - started];
      tell({ kind: "mending", says: first?.says ?? "", more, waitedMs });
    }
    await sleep(LOOK_MS);
  }
}
