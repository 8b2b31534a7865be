import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { clusterOf } from "../../labs/contents.js";
import { kubectl } from "../../tools/kubectl.js";
import type { Rendered } from "../../components/render/render.js";
import type { LabConfig } from "../../stacks/config.js";
import type { Caller } from "../caller.js";
import type { Arrival, Counts } from "../events.js";
import { problemsAt } from "../mend/drift.js";
import { withDeletions } from "../mend/mend.js";
import { Blockade } from "../run/blockade.js";
import { Phases } from "../run/phases.js";
import { PodWatch, unreadyPods, withPods } from "../run/pod-watch.js";
import { Progress, withHeartbeat } from "../run/progress.js";
import type { Operation, RunOptions } from "../stack/engine.js";

/** What a run of the engine did. */
export interface Ran extends Pick<Arrival, "phases"> {
  readonly counts: Counts;
}

/**
 * Runs an operation of the engine on a lab, and tells how it goes.
 * @param at what is declared: the state that an `up` brings the lab to, or else that it is at.
 * @throws ToolError as `runEngine` does; when an `up` failed, with the pods that are not ready and why.
 */
export async function run(
  operation: Operation,
  config: LabConfig,
  at: Rendered,
  { tell, interruptible }: Caller,
  options: Pick<RunOptions, "refresh" | "replace"> = {},
): Promise<Ran> {
  // an operation that finds nothing to do needs neither, and both take longer to load than it has to do
  const [{ runEngine }, { declareValid }] = await Promise.all([
    import("../stack/engine.js"),
    import("../../stacks/program.js"),
  ]);
  const progress = new Progress(tell);
  const phases = new Phases();
  const blockade = new Blockade();
  const hasPods = operation === "up" && clusterOf(at.state) !== undefined;
  const ask = podsOf(config, hasPods, (blocked) => {
    progress.because = blocked[0];
    blockade.see(blocked);
  });
  const pods = new PodWatch(ask, tell);
  const program = () => declareValid(config, at.state, at.objects);
  const onEvent = (event: EngineEvent): void => {
    phases.onEvent(event);
    progress.onEvent(event);
  };
  const declared = { stack: config.stack, program };
  const told = { onEvent, interruptible, abandon: blockade.signal, ...options };
  const work = () => runEngine(operation, declared, told);
  try {
    await withHeartbeat(progress, work, () => {
      if (progress.isWaiting) void pods.look();
    });
  } catch (error) {
    if (blockade.signal.aborted) throw blockade.error(config.stack, error);
    const explained = await withDeletions(error, config.stack, () => problemsAt(config, at));
    throw await withPods(explained, ask);
  } finally {
    pods.stop();
  }
  return { counts: progress.counts, phases: phases.slow() };
}

/**
 * Asks which pods keep an `up` waiting. On kwok none does while its processes run: pods are simulated.
 * @param hasPods whether there are any: another operation, or a step without a cluster, waits for none.
 * @param onBlocked told which can't even be made.
 */
function podsOf(
  { stack }: LabConfig,
  hasPods: boolean,
  onBlocked: (blocked: readonly string[]) => void,
): () => Promise<string[]> {
  if (!hasPods) return () => Promise.resolve([]);
  return async () => {
    const { pods, blocked } = await unreadyPods((args) => kubectl(stack)(args));
    onBlocked(blocked);
    return [...blocked, ...pods];
  };
}
