import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { delta, isUnchanged } from "../../labs/delta.js";
import { nothing, type LabState } from "../../labs/state.js";
import { UsageError, type LabError } from "../../lib/errors.js";
import { toStderr } from "../../lib/progress.js";
import { parseConfig, stepNamed, usable, type LabConfig } from "../../stacks/config.js";
import { ensureTools } from "../../tools/ensure.js";
import type { Target } from "../../targets/target.js";
import type { Finding } from "../../provider/resource.js";
import { silentEngine } from "../../provider/docker-engine.js";
import { agreeToBuilds } from "../../cli/builds.js";
import { findCluster } from "./cluster.js";
import { stayOnEngine } from "../stack/recorded-engine.js";
import { deployed, type Deployed } from "../../stacks/checkpoint.js";
import { choose } from "../../stacks/choose.js";
import { inWords, recoveredSettings } from "../../stacks/recovered.js";
import { readSettings, writeSettings } from "../../stacks/settings.js";

/** A lab as a command finds it: what its config asks for and what is deployed. */
export interface Lab {
  readonly week: Week;
  readonly config: LabConfig;
  readonly deployed: Deployed | undefined;
  /** Whether the cluster that was made is really there; undefined where none was made. */
  readonly cluster: Finding | undefined;
  /** The state that stands: nothing at all where no cluster is. */
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
  readonly step?: string | undefined;
  /** Told which target was chosen, and why, the first time. */
  readonly say?: (line: string) => void;
  /** A lab is to be made: with an engine that does not answer there is nothing to go on with. @default false */
  readonly makes?: boolean;
  /**
   * Told of each mistake in the config, which is passed over: for commands that need none of it.
   * @default undefined a mistake is an error
   */
  readonly onMistake?: (mistake: LabError) => void;
}

/**
 * Reads the config of a week's stack, with a target chosen where none was recorded yet.
 * Writes nothing: what is asked for is checked before anything is kept.
 * @throws UsageError for every value that isn't allowed.
 * @throws ToolError `docker-no-answer` when a lab is to be made, and Docker is installed but does not answer.
 */
export async function openLab(week: Week, options: OpenOptions = {}): Promise<Lab> {
  const step = options.step === undefined ? undefined : stepNamed(week, options.step);
  const found = await deployed(week.id);
  await stayOnEngine(week.id, options.say ?? silent);
  const { settings, recovered } = await settingsOf(week.id, found, options);
  const chosen = await choose(week, settings, found, options.target);
  if (options.makes === true && chosen.silent !== undefined)
    throw silentEngine(chosen.silent, week.id);
  for (const line of chosen.told) options.say?.(line);
  const config = parseConfig(week.id, {
    ...settings,
    ...chosen.values,
    ...(step === undefined ? {} : { step }),
  });
  const cluster = await findCluster(week, config, found);
  if (cluster?.alive === false) {
    const what = isGone(cluster) ? "is gone" : "is stopped";
    options.say?.(`The cluster of ${week.id} ${what} (${cluster.why}).`);
  }
  const stands = cluster !== undefined && !isGone(cluster);
  const asked = stepNamed(week, settings["step"] ?? week.base);
  const at = stands ? reachedStep(week, found?.step, asked, config.target) : undefined;
  const standing = at === undefined ? nothing : stateAt(week, at);
  return { week, config, deployed: found, cluster, standing, at, asked, recovered };
}

/** The config of a stack: where its file is lost while a lab stands, what the state tells of it. */
async function settingsOf(
  stack: string,
  found: Deployed | undefined,
  { say, onMistake }: OpenOptions,
): Promise<Pick<Lab, "recovered"> & { readonly settings: Readonly<Record<string, string>> }> {
  const settings = await (onMistake ? usableSettings(stack, onMistake) : readSettings(stack));
  const recovered = recoveredSettings(found);
  // every run of the lab records the target
  if (settings["target"] !== undefined || recovered["target"] === undefined) return { settings };
  say?.(`The config of ${stack} is lost; its state tells: ${inWords(recovered)}.`);
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
  const change = delta(week, reached, asked);
  // where pods are simulated there is nothing to do an action to
  const done = target.runs.pods ? change : { ...change, actions: [] };
  return isUnchanged(done) ? asked : reached;
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

/**
 * Gets the tools of a target, with progress; takes no time when they are there.
 * @param yes whether builds that take minutes are made without a question.
 */
export async function prepareTools(target: Pick<Target, "tools">, yes = false): Promise<void> {
  await ensureTools(target.tools, { progress: toStderr, agree: agreeToBuilds(yes) });
}

/** @throws UsageError `not-up` when nothing of the week is deployed. */
export function requireUp({ deployed, week }: Lab): void {
  if (deployed !== undefined) return;
  throw new UsageError("not-up", `${week.id} is not up.`, { next: `./lab up ${week.id}` });
}
