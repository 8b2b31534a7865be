import { faultsOf } from "../../checks/health/judges.js";
import type { Problem } from "../../checks/health/problem.js";
import { titleOf } from "../../labs/kube.js";
import { nothing } from "../../labs/state.js";
import { stopoverTo } from "../../labs/stopovers.js";
import { stateAt } from "../../labs/week.js";
import { kubectl } from "../../lib/kubectl.js";
import { duration } from "../../lib/progress.js";
import { setCurrentWeek } from "../../stacks/current-week.js";
import { runEngine, type Operation, type RunOptions } from "../stack/engine.js";
import { removeLeftovers } from "../lab/cluster.js";
import { Blockade } from "../run/blockade.js";
import { examine, mendDrift, mendStanding, problemsAt, type Findings } from "../mend/drift.js";
import { isGone, keep, prepareTools, type Lab } from "../lab/lab.js";
import {
  clearTheWay,
  isGoing,
  makeAnew,
  untilWell,
  withDeletions,
  type MendWorld,
} from "../mend/mend.js";
import { Phases } from "../run/phases.js";
import { PodWatch, unreadyPods, withPods } from "../run/pod-watch.js";
import { Progress, type Counts } from "../run/progress.js";
import type { Output } from "../../cli/output.js";
import { watchPulls } from "./pulls.js";
import { staleActions } from "../lab/stale-actions.js";
import { waitUntilGone } from "./stopover.js";
import { despiteLostPort } from "../run/taken-port.js";
import { printAgain } from "../../cli/text/diff.js";

/** How often the progress looks whether it has been silent for too long, in ms. */
const LOOK_MS = 1_000;

/** What an operation did, and in what time. */
interface Outcome {
  readonly counts: Counts;
  readonly took: string;
  /** The time of each part: `cluster 24 s · istio 15 s`; empty when all was quick. */
  readonly phases: string;
}

/**
 * Runs an operation with its progress on standard error.
 * @throws ToolError as `runEngine` does; when an `up` failed, with the pods that are not ready and why.
 */
export async function withProgress(
  operation: Operation,
  lab: Lab,
  output: Output,
  options: Pick<RunOptions, "refresh" | "replace"> = {},
): Promise<Outcome> {
  const progress = new Progress(output.say);
  const phases = new Phases();
  const blockade = new Blockade();
  const ask = podsOf(lab, operation, (blocked) => {
    progress.because = blocked[0];
    blockade.see(blocked);
  });
  const pods = new PodWatch(ask, output.say);
  const started = Date.now();
  const timer = setInterval(() => {
    progress.heartbeat();
    if (progress.isWaiting) void pods.look();
  }, LOOK_MS);
  try {
    await runEngine(operation, lab.config, {
      onEvent: (event) => {
        phases.onEvent(event);
        progress.onEvent(event);
      },
      say: output.say,
      abandon: blockade.signal,
      ...options,
    });
  } catch (error) {
    if (blockade.signal.aborted) throw blockade.error(lab.config.stack, error);
    const told = await withDeletions(error, lab.config.stack, () => problemsAt(lab, output));
    throw await withPods(told, ask);
  } finally {
    clearInterval(timer);
    pods.stop();
  }
  const took = duration(Date.now() - started);
  return { counts: progress.counts, took, phases: phases.text() };
}

/**
 * Asks which pods keep an `up` waiting. On kwok none does while its processes run: pods are simulated.
 * @param onBlocked told which can't even be made.
 */
function podsOf(
  { config }: Lab,
  operation: Operation,
  onBlocked: (blocked: readonly string[]) => void,
): () => Promise<string[]> {
  if (operation !== "up") return () => Promise.resolve([]);
  return async () => {
    const { pods, blocked } = await unreadyPods((args) => kubectl(config.stack)(args));
    onBlocked(blocked);
    return [...blocked, ...pods];
  };
}

/** What `bring` is told besides where to go. */
export interface BringOptions extends Pick<RunOptions, "refresh" | "replace"> {
  /** What was found wrong before. Default: nobody has looked. */
  readonly findings?: Findings;
}

/**
 * Brings a lab to the step of its config, by way of another one where objects of others stand in the way: what
 * `lab up` and the steps end in.
 * @param options `refresh` when objects were changed by hand: the engine is to look at all of them first.
 * `replace` the URNs of actions that must be done again.
 */
export async function bring(lab: Lab, output: Output, options: BringOptions = {}): Promise<void> {
  if (options.findings !== undefined) {
    const { drift, problems } = options.findings;
    const look = async () => (await examine(lab, output)).problems;
    if (problems.some(isGoing)) await mendStanding(lab, drift, output);
    await clearTheWay(problems, mendWorld(lab, output, look));
  }
  const stopover = stopoverTo(lab.week, lab.standing, lab.config.step);
  if (stopover === undefined) return bringThere(lab, output, options);
  const { owner, via } = stopover;
  output.say(`By way of step ${via}: what belongs to ${titleOf(owner)} must be gone first.`);
  await bringThere({ ...lab, config: { ...lab.config, step: via } }, output, options);
  await waitUntilGone(lab.config.stack, stopover, kubectl(lab.config.stack));
  await bringThere({ ...lab, standing: stateAt(lab.week, via) }, output, {});
}

async function bringThere(
  lab: Lab,
  output: Output,
  { findings, ...options }: BringOptions,
): Promise<void> {
  const { config } = lab;
  await keep(lab);
  await setCurrentWeek(lab.week);
  await prepareTools(config.target);
  if (isGone(lab.cluster)) {
    // four times faster than to replace each object, which the engine would otherwise do
    output.say("Taking what went with the cluster out of the state.");
    // an API server that outlived the rest would answer for objects that are about to go
    await removeLeftovers(lab.week, config);
    await withProgress("refresh", lab, output);
  }
  // told of a lab that is made: a step must not ask Docker for a dozen images that nobody reads about
  const pulls = lab.standing === nothing ? await watchPulls(lab) : undefined;
  const isHalfMade = lab.standing === nothing;
  const { counts, took, phases } = await despiteLostPort(
    () => withProgress("up", lab, output, options),
    {
      stack: config.stack,
      clear: isHalfMade ? () => withProgress("destroy", lab, output) : undefined,
      say: output.say,
      kubectl: kubectl(config.stack),
    },
  );
  if (options.refresh === true) await mendDrift(lab, output);
  const isUntouched = Object.keys(counts).every((op) => op === "same");
  const wasWell = findings !== undefined && faultsOf(findings.problems).length === 0;
  // what nobody has touched since is as it was found
  if (!isUntouched || !wasWell) await makeWell(lab, output);
  output.print(`${config.stack} stands at step ${config.step} (${summary(counts)}, ${took}).`);
  if (phases !== "") output.print(`Time: ${phases}`);
  if (pulls !== undefined) output.print(`Images: ${await pulls()}`);
  const gone = stateAt(lab.week, config.step).cluster === undefined;
  output.print(gone ? "There is no cluster at this step." : `Next: ./lab show ${config.step}`);
}

const mendWorld = (
  { config }: Lab,
  { say }: Output,
  look: () => Promise<readonly Problem[]>,
): MendWorld => ({ stack: config.stack, kubectl: kubectl(config.stack), look, say });

/**
 * Does what the engine can't see, and waits until all of the lab works at its step.
 * @throws ToolError `not-working` with what does not, and why
 */
async function makeWell(lab: Lab, output: Output): Promise<void> {
  const world = mendWorld(lab, output, () => problemsAt(lab, output));
  const problems = await world.look();
  if (faultsOf(problems).length === 0) return;
  const { restarted, deleted } = await makeAnew(problems, world);
  if (deleted) await mendDrift(lab, output);
  await untilWell(lab.config.step, world);
  if (!restarted) return;
  // a fault that was switched on inside a process went with it
  const again = await staleActions({ ...lab, cluster: { alive: true } });
  if (again.length === 0) return;
  printAgain({ ...output, print: output.say }, again);
  await withProgress("up", lab, output, { replace: again.map(({ urn }) => urn) });
}

/** `12 made, 1 changed, 85 unchanged`. */
export function summary(counts: Counts): string {
  const of = (...ops: readonly string[]): number =>
    ops.reduce((sum, op) => sum + (counts[op] ?? 0), 0);
  const parts: [number, string][] = [
    [of("create", "create-replacement"), "made"],
    [of("update"), "changed"],
    [of("delete"), "removed"],
    [of("same"), "unchanged"],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.length === 0 ? "nothing to do" : told.join(", ");
}
