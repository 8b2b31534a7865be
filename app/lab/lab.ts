import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { clusterOf, isEmpty, withoutCluster } from "../../labs/contents.js";
import { delta, isUnchanged } from "../../labs/delta.js";
import { isMadeOn } from "../../labs/items/index.js";
import { nothing, type LabState } from "../../labs/state.js";
import { UsageError, type LabError } from "../../lib/errors.js";
import type { ProgressEvent } from "../../lib/progress.js";
import { onIstio } from "../../stacks/on-istio.js";
import { requireStandIns } from "../../stacks/stand-ins.js";
import { parseConfig, reproduced, stepNamed, usable, type LabConfig } from "../../stacks/config.js";
import { ensureTools } from "../../tools/ensure.js";
import type { BuildPlan } from "../../tools/build-plan.js";
import type { Target } from "../../targets/target.js";
import type { Finding } from "../../components/provider/resource.js";
import { silentEngine } from "../../components/provider/docker-engine.js";
import { notes, type Tell } from "../events.js";
import type { Caller } from "../caller.js";
import { findCluster } from "./cluster.js";
import { stayOnEngine } from "../stack/recorded-engine.js";
import { deployed, type Deployed } from "../../stacks/checkpoint.js";
import { choose, targetStanding } from "../../stacks/choose.js";
import { recoveredSettings } from "../../stacks/recovered.js";
import { otherThanStands } from "../../stacks/target.js";
import { toolsOf, type ToolNeeds } from "../../stacks/tools.js";
import { readSettings, writeSettings } from "../../lib/settings.js";

/** A lab as a command finds it: what its config asks for and what is deployed. */
export interface Lab {
  readonly week: Week;
  readonly config: LabConfig;
  readonly deployed: Deployed | undefined;
  /** Whether the cluster that was made is really there; undefined where none was made. */
  readonly cluster: Finding | undefined;
  /** The state that stands: only what needs no cluster where the one that was made is not there. */
  readonly standing: LabState;
  /**
   * The step that stands: the one that the last run reached which ended well. The config's step is the one asked for.
   * Undefined: nothing stands, or no run has ended well yet.
   */
  readonly at: StepId | undefined;
  /** The step that the lab was last asked to stand at, before this command. */
  readonly asked: StepId;
  /** What the state told of a config that is lost, to be kept again. Undefined: the config is there. */
  readonly recovered?: Readonly<Record<string, string>> | undefined;
}

export interface OpenOptions {
  readonly target?: string | undefined;
  /** The step to come to, also by the one that the lab stands at. Default: as the config says. */
  readonly step?: string | ((standsAt: StepId) => string) | undefined;
  /** Told which target was chosen, and why, the first time. Default: nobody. */
  readonly tell?: Tell;
  /** Something must be deployed. @default false */
  readonly mustStand?: boolean;
  /** A lab is to be made: with an engine that does not answer there is nothing to go on with. @default false */
  readonly makes?: boolean;
  /**
   * Whether the lab is seen on the Istio that its config asks for, also where it stands on another one by now: for what
   * makes it, or shows what would be made. @default `makes`
   */
  readonly asked?: true;
  /**
   * Told of each mistake in the config, which is passed over: for commands that need none of it.
   * @default undefined a mistake is an error
   */
  readonly onMistake?: (mistake: LabError) => void;
}

/**
 * Reads the config of a week's stack, with a target chosen where none was recorded yet.
 * Writes nothing: what is asked for is checked before anything is kept.
 * @throws UsageError for every value that isn't allowed; `not-up` where something must be deployed.
 * @throws ToolError `docker-no-answer` when a lab is to be made, and Docker is installed but does not answer.
 */
export async function openLab(week: Week, options: OpenOptions = {}): Promise<Lab> {
  const { tell = silent, step } = options;
  const named = typeof step === "string" ? stepNamed(week, step) : undefined;
  const found = await deployed(week.id);
  if (options.mustStand === true && found === undefined) throw notUp(week);
  await stayOnEngine(week.id, tell);
  const { settings: kept, recovered } = await settingsOf(week.id, found, options);
  const asks = options.asked === true || options.makes === true;
  const settings = asks ? kept : onItsIstio(week, kept, found, notes(tell));
  const chosen = await choose(onIstio(week, settings["istio"]), settings, found, options.target);
  if (options.makes === true && chosen.silent !== undefined)
    throw silentEngine(chosen.silent, week.id);
  chosen.told.forEach(notes(tell));
  const config = parseConfig(week.id, {
    ...settings,
    ...chosen.values,
    ...(named === undefined ? {} : { step: named }),
  });
  if (options.makes === true) await requireStandIns(config, found);
  const cluster = await findCluster(week, config, found);
  if (cluster?.alive === false)
    tell({ kind: "cluster-off", week: week.id, isGone: isGone(cluster), why: cluster.why });
  const stands = cluster === undefined ? standsWithout(week, found) : !isGone(cluster);
  const asked = stepNamed(week, chosen.values["step"] ?? week.base);
  const at = stands ? reachedStep(week, found?.step, asked, config.target) : undefined;
  // what stands was made with the Istio and the slips of then
  const made = onIstio(reproduced(week, found?.reproduce?.split(",") ?? []), found?.istio);
  const standing = at === undefined ? withoutCluster(stateReached(made, found)) : stateAt(made, at);
  const lab = {
    week: config.week,
    config,
    deployed: found,
    cluster,
    standing,
    at,
    asked,
    recovered,
  };
  return typeof step === "function" ? goingTo(lab, stepNamed(week, step(stepOf(lab)))) : lab;
}

/** Whether a lab stands that no cluster was made for: at a step that has something, and no cluster among it. */
export function standsWithout(week: Week, found: Pick<Deployed, "step"> | undefined): boolean {
  const state = stateReached(week, found);
  return !isEmpty(state) && clusterOf(state) === undefined;
}

/** The state that the last run which ended well came to; nothing where none did, or the week has its step no more. */
const stateReached = (week: Week, found: Pick<Deployed, "step"> | undefined): LabState =>
  week.steps.some(({ id }) => id === found?.step) ? stateAt(week, found?.step ?? "") : nothing;

/** The same lab on its way to another step. */
export const goingTo = (lab: Lab, step: StepId): Lab => ({
  ...lab,
  config: { ...lab.config, step },
});

/** The config of a stack: where its file is lost while a lab stands, what the state tells of it. */
async function settingsOf(
  stack: string,
  found: Deployed | undefined,
  { tell = silent, onMistake }: OpenOptions,
): Promise<Pick<Lab, "recovered"> & { readonly settings: Readonly<Record<string, string>> }> {
  const settings = onMistake
    ? onWhatStands(stack, await usableSettings(stack, onMistake), found, onMistake)
    : await readSettings(stack);
  const recovered = recoveredSettings(found);
  // every run of the lab records the target
  if (settings["target"] !== undefined || recovered["target"] === undefined) return { settings };
  tell({ kind: "config-recovered", stack, values: recovered });
  return { settings: { ...recovered, ...settings }, recovered };
}

const silent = (): void => undefined;

/** What there is in a config that can be used. A file that is broken is an error: Pulumi reads it as well. */
async function usableSettings(
  stack: string,
  onMistake: (mistake: LabError) => void,
): Promise<Readonly<Record<string, string>>> {
  const { values, mistakes } = usable(stack, await readSettings(stack));
  mistakes.forEach(onMistake);
  return values;
}

/** The settings with the target that the lab stands on: what is recorded may be changed since, by plain `pulumi` too. */
export function onWhatStands(
  stack: string,
  settings: Readonly<Record<string, string>>,
  found: Deployed | undefined,
  onMistake: (mistake: LabError) => void,
): Readonly<Record<string, string>> {
  const target = targetStanding(found);
  const mistake = otherThanStands(stack, settings["target"], target);
  if (mistake === undefined || target === undefined) return settings;
  onMistake(mistake);
  return { ...settings, target };
}

/**
 * The settings with the Istio that the lab stands on: its checks and its tools are those of that one until the next
 * `up`.
 */
function onItsIstio(
  { id, versions }: Week,
  settings: Readonly<Record<string, string>>,
  found: Deployed | undefined,
  note: (line: string) => void,
): Readonly<Record<string, string>> {
  const { istio, ...others } = settings;
  if (found?.step === undefined || found.istio === istio) return settings;
  note(
    `Istio ${istio ?? versions.istio} is asked for, and ${id} stands on ${found.istio ?? versions.istio}: ./lab up ${id} makes it anew.`,
  );
  return { ...others, ...(found.istio === undefined ? {} : { istio: found.istio }) };
}

/** Whether a cluster must be made again, with all that was in it. */
export const isGone = (cluster: Finding | undefined): boolean =>
  cluster?.alive === false && cluster.restart !== true;

/**
 * The step that a lab stands at. A step that only looks is reached without a run of the engine: where it asks for
 * the very state that stands, the lab is there.
 * @param last the step that the last run reached which ended well; undefined while none has.
 */
export function reachedStep(
  week: Week,
  last: string | undefined,
  asked: StepId,
  target: Pick<Target, "runs">,
): StepId | undefined {
  if (last === undefined) return undefined;
  const reached = stepNamed(week, last);
  // where pods are simulated there is nothing to do an action to
  const made = delta(week, reached, asked).filter(({ item }) => isMadeOn(item, target));
  return isUnchanged(made) ? asked : reached;
}

/** The step that a command means which names none: where the lab stands, else where it is to stand. */
export const stepOf = ({ at, asked }: Pick<Lab, "at" | "asked">): StepId => at ?? asked;

/**
 * The step that the lab was asked to come to, and did not: a run ended on the way, and left part of it done.
 * Undefined: it is there.
 */
export const notReached = ({ at, asked }: Pick<Lab, "at" | "asked">): StepId | undefined =>
  at === undefined || at === asked ? undefined : asked;

/** What helps then. */
export const goOn = (week: string, asked: StepId, at: StepId): string =>
  `./lab up ${week} goes on to ${asked}, ./lab goto ${at} --week ${week} goes back to ${at}`;

/** Keeps what was chosen for a lab in its stack's config, where plain `pulumi` reads it. */
export async function keep({ config, recovered }: Lab): Promise<void> {
  const { stack, target, step, images, cpuRequests, memoryRequests } = config;
  await writeSettings(stack, {
    ...recovered,
    target: target.name,
    step,
    ...(images === "stand-ins" ? { images } : {}),
    ...(cpuRequests === "small" ? { cpuRequests } : {}),
    ...(memoryRequests === "small" ? { memoryRequests } : {}),
  });
}

/** Gets a lab's tools, in its week's versions, with progress; takes no time when they are there. */
export async function prepareTools(needs: ToolNeeds, caller: Caller): Promise<void> {
  const { versions } = needs.week;
  await ensureTools(toolsOf(needs), { ...toolNews(caller), versions });
}

/** How tools are got for whoever called: builds that take minutes are asked about. */
export const toolNews = ({ tell, decide }: Caller) => ({
  progress: (event: ProgressEvent): void => {
    tell({ kind: "progress", event });
  },
  agree: (plan: BuildPlan) => decide({ kind: "build", plan }),
});

/** @throws UsageError `not-up` when nothing of the week is deployed. */
export function requireUp({ deployed, week }: Lab): void {
  if (deployed === undefined) throw notUp(week);
}

const notUp = ({ id }: Week): UsageError =>
  new UsageError("not-up", `${id} is not up.`, { next: `./lab up ${id}` });
