import type { IstioOperatorSpec } from "../labs/istio.js";
import type { Target } from "../labs/objects.js";
import { stateAt, type Week } from "../labs/week.js";
import { nothing, type LabState } from "../labs/state.js";
import { UsageError } from "../lib/errors.js";
import { toStderr } from "../lib/progress.js";
import { parseConfig, stepNamed, type LabConfig } from "../stacks/config.js";
import { ensureTools } from "../tools/ensure.js";
import { toolsFor } from "../tools/tool.js";
import type { Finding } from "../provider/resource.js";
import { silentEngine } from "../provider/docker-engine.js";
import { findCluster } from "./cluster.js";
import { deployed, type Deployed } from "../stacks/checkpoint.js";
import { chooseCpuRequests } from "../stacks/cpu-requests.js";
import { inWords, recoveredSettings } from "./stack/recovered.js";
import { readSettings, writeSettings } from "../stacks/settings.js";
import { chooseImages, chooseTarget } from "../stacks/target.js";

/** A lab as a command finds it: what its config asks for and what is deployed. */
export interface Lab {
  readonly week: Week;
  readonly config: LabConfig;
  readonly deployed: Deployed | undefined;
  /** Whether the cluster that was made is really there; undefined where none was made. */
  readonly cluster: Finding | undefined;
  /** The state that stands: nothing at all where no cluster is. */
  readonly standing: LabState;
  /** What the state told of a config that is lost, to be kept again. Undefined: the config is there. */
  readonly recovered?: Readonly<Record<string, string>> | undefined;
}

export interface OpenOptions {
  readonly target?: Target | undefined;
  readonly step?: string | undefined;
  /** Told which target was chosen, and why, the first time. */
  readonly say?: (line: string) => void;
  /** A lab is to be made: with an engine that does not answer there is nothing to go on with. @default false */
  readonly makes?: boolean;
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
  const { settings, recovered } = await settingsOf(week.id, found, options.say);
  const choice = await chooseTarget(options.target, settings["target"], standsOn(found));
  const { target, why, silent } = choice;
  if (options.makes === true && silent !== undefined) throw silentEngine(silent, week.id);
  if (settings["target"] !== target) options.say?.(`Target ${target}: ${why}.`);
  const [images, cpu] = await Promise.all([
    chooseImages(target, settings["images"], meshOf(week)),
    chooseCpuRequests(target, settings["cpuRequests"], standsOn(found) !== undefined),
  ]);
  if (settings["images"] !== images && images === "stand-ins")
    options.say?.(
      "Images stand-ins: Docker holds those of lab bed up; ./lab bed status tells more.",
    );
  if (cpu.why !== undefined) options.say?.(`CPU requests small: ${cpu.why}.`);
  const config = parseConfig(week.id, {
    ...settings,
    target,
    ...(images === undefined ? {} : { images }),
    ...(cpu.requests === undefined ? {} : { cpuRequests: cpu.requests }),
    ...(step === undefined ? {} : { step }),
  });
  const cluster = await findCluster(week, config, found);
  if (cluster?.alive === false) {
    const what = isGone(cluster) ? "is gone" : "is stopped";
    options.say?.(`The cluster of ${week.id} ${what} (${cluster.why}).`);
  }
  const stands = cluster !== undefined && !isGone(cluster);
  const standing = stands ? stateOf(week, found) : nothing;
  return { week, config, deployed: found, cluster, standing, recovered };
}

/** The config of a stack: where its file is lost while a lab stands, what the state tells of it. */
async function settingsOf(
  stack: string,
  found: Deployed | undefined,
  say: OpenOptions["say"],
): Promise<Pick<Lab, "recovered"> & { readonly settings: Readonly<Record<string, string>> }> {
  const settings = await readSettings(stack);
  const recovered = recoveredSettings(found);
  // every run of the lab records the target
  if (settings["target"] !== undefined || recovered["target"] === undefined) return { settings };
  say?.(`The config of ${stack} is lost; its state tells: ${inWords(recovered)}.`);
  return { settings: { ...recovered, ...settings }, recovered };
}

/** The mesh of a week as it is first installed; undefined for a week without one. */
const meshOf = (week: Week): IstioOperatorSpec | undefined =>
  week.steps.map(({ id }) => stateAt(week, id).mesh).find((mesh) => mesh !== undefined);

/** Whether a cluster must be made again, with all that was in it. */
export const isGone = (cluster: Finding | undefined): boolean =>
  cluster?.alive === false && cluster.restart !== true;

/** The state that the last run brought the lab to; nothing while none has ended well. */
const stateOf = (week: Week, found: Deployed | undefined): LabState =>
  found?.step === undefined ? nothing : stateAt(week, stepNamed(week, found.step));

/** The target on which a cluster stands; a stack without a cluster may still change its mind. */
const standsOn = (found: Deployed | undefined): string | undefined =>
  found?.cluster === undefined ? undefined : found.target;

/** Keeps what was chosen for a lab in its stack's config, where plain `pulumi` reads it. */
export async function keep({ config, recovered }: Lab): Promise<void> {
  const { stack, target, step, images, cpuRequests } = config;
  await writeSettings(stack, {
    ...recovered,
    target,
    step,
    ...(images === "stand-ins" ? { images } : {}),
    ...(cpuRequests === "small" ? { cpuRequests } : {}),
  });
}

/** Gets the tools of a target, with progress; takes no time when they are there. */
export async function prepareTools(target: Target): Promise<void> {
  await ensureTools(toolsFor(target), { progress: toStderr });
}

/** @throws UsageError `not-up` when nothing of the week is deployed. */
export function requireUp({ deployed, week }: Lab): void {
  if (deployed !== undefined) return;
  throw new UsageError("not-up", `${week.id} is not up.`, { next: `./lab up ${week.id}` });
}
