import { meshOf } from "../labs/contents.js";
import type { IstioOperatorSpec } from "../labs/istio.js";
import type { Capacity } from "../labs/requests/fit.js";
import { clusterOfWeek, stateAt, type Week } from "../labs/week.js";
import type { ToolError } from "../lib/errors.js";
import { exec } from "../lib/exec.js";
import { hasBedImages } from "../tools/bed/docker.js";
import { dockerEngine, type DockerEngine } from "../components/provider/docker-engine.js";
import { anywhereTarget } from "../targets/index.js";
import type { Deployed } from "./checkpoint.js";
import { chooseRequests, dockerCapacity } from "./requests.js";
import { chooseImages, chooseTarget, isStandIn } from "./target.js";

/** What the choice depends on outside the checkout. Tests pass another one. */
export interface Machine {
  readonly engine: () => Promise<DockerEngine>;
  readonly isStandIn: (image: string) => Promise<boolean>;
  /** Whether Docker holds any image that `lab bed up` made, of whatever week. */
  readonly holdsStandIns: () => Promise<boolean>;
  readonly capacity: () => Promise<Capacity | undefined>;
}

const thisMachine: Machine = {
  engine: dockerEngine,
  isStandIn,
  holdsStandIns: () => hasBedImages(exec),
  capacity: dockerCapacity,
};

/** What a stack's config leaves open, chosen for this machine. */
export interface Chosen {
  /** Values for the config by key, the recorded ones among them; to be recorded, so that a later run never flips. */
  readonly values: Readonly<Record<string, string>>;
  /** What was chosen just now and why, a line each. */
  readonly told: readonly string[];
  /** Why the target's engine does not answer: the lab can be looked at, and not be made. */
  readonly silent?: ToolError;
}

/**
 * Chooses what the config of a week's stack leaves open, for `lab` and for plain `pulumi` alike. Writes nothing.
 * @param settings the stack's config, by key without its namespace.
 * @param wanted the target that was asked for.
 * @throws UsageError `target-recorded` when another target is asked for, or recorded, than the one the lab stands on.
 */
export async function choose(
  week: Week,
  settings: Readonly<Record<string, string>>,
  found: Deployed | undefined,
  wanted?: string,
  machine: Machine = thisMachine,
): Promise<Chosen> {
  const standsOn = targetStanding(found);
  const recorded = settings["target"];
  // where the config file was lost the state still knows
  const known = recorded ?? standsOn;
  const choice = await chooseTarget(week.id, wanted, known, standsOn, machine.engine);
  const { target, why, silent } = choice;
  const hasPods = clusterOfWeek(week) !== undefined;
  // what has just been found not to answer would only be waited for again; without pods nothing is to be chosen for them
  const asked = silent === undefined && hasPods ? target : anywhereTarget;
  const [images, { why: small, ...requests }] = await Promise.all([
    chooseImages(asked, settings["images"], firstMesh(week), machine.isStandIn),
    chooseRequests(asked, settings, standsOn !== undefined, machine.capacity),
  ]);
  const told: string[] = [];
  const step = settings["step"] ?? stepStanding(week, found);
  if (settings["step"] === undefined && step !== undefined && step !== week.base)
    told.push(`Step ${step}: ${week.id} stands there. Its base lab is at ${week.base}.`);
  if (recorded !== target.name) told.push(`Target ${target.name}: ${why}.`);
  if (settings["images"] !== images && images === "stand-ins")
    told.push("Images stand-ins: Docker holds those of lab bed up; ./lab bed status tells more.");
  const isNew = standsOn === undefined && asked.images !== "none" && firstMesh(week) !== undefined;
  if (images === undefined && isNew && (await machine.holdsStandIns()))
    told.push(
      `Images official: Docker holds those of lab bed up for other weeks; ./lab bed up ${week.id} makes this one's.`,
    );
  told.push(...small);
  return {
    values: {
      target: target.name,
      step: step ?? week.base,
      ...given({ images, ...requests }),
    },
    told,
    ...(silent === undefined ? {} : { silent }),
  };
}

/** The target that a lab's cluster is on; without a cluster a stack may still change its mind. */
export const targetStanding = (found: Deployed | undefined): string | undefined =>
  found?.cluster === undefined ? undefined : found.target;

/** The step of a stack whose config names none: it stays where it is, also where the week's base was another one then. */
function stepStanding({ steps }: Week, found: Deployed | undefined): string | undefined {
  return steps.find(({ id }) => id === found?.step)?.id;
}

/** The values that there are. */
const given = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );

/** The mesh of a week as it is first installed; undefined for a week without one. */
const firstMesh = (week: Week): IstioOperatorSpec | undefined =>
  week.steps.map(({ id }) => meshOf(stateAt(week, id))).find((mesh) => mesh !== undefined);
