import { kubectl } from "../../lib/kubectl.js";
import type { Rendered } from "../../render/render.js";
import type { LabConfig } from "../../stacks/config.js";
import type { Caller } from "../caller.js";
import type { Arrival, Counts } from "../events.js";
import { problemsAt } from "../mend/drift.js";
import { withDeletions } from "../mend/mend.js";
import { Blockade } from "../run/blockade.js";
import { Phases } from "../run/phases.js";
import { PodWatch, unreadyPods, withPods } from "../run/pod-watch.js";
import { Progress } from "../run/progress.js";
import type { Operation, RunOptions } from "../stack/engine.js";

/** How often the progress looks whether it has been silent for too long, in ms. */
const LOOK_MS = 1_000;

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
  const ask = podsOf(config, operation, (blocked) => {
    progress.because = blocked[0];
    blockade.see(blocked);
  });
  const pods = new PodWatch(ask, tell);
  const timer = setInterval(() => {
    progress.heartbeat();
    if (progress.isWaiting) void pods.look();
  }, LOOK_MS);
  const program = () => declareValid(config, at.state, at.objects);
  try {
    await runEngine(
      operation,
      { stack: config.stack, program },
      {
        onEvent: (event) => {
          phases.onEvent(event);
          progress.onEvent(event);
        },
        interruptible,
        abandon: blockade.signal,
        ...options,
      },
    );
  } catch (error) {
    if (blockade.signal.aborted) throw blockade.error(config.stack, error);
    const told = await withDeletions(error, config.stack, () => problemsAt(config, at));
    throw await withPods(told, ask);
  } finally {
    clearInterval(timer);
    pods.stop();
  }
  return { counts: progress.counts, phases: phases.slow() };
}

/**
 * Asks which pods keep an `up` waiting. On kwok none does while its processes run: pods are simulated.
 * @param onBlocked told which can't even be made.
 */
function podsOf(
  { stack }: LabConfig,
  operation: Operation,
  onBlocked: (blocked: readonly string[]) => void,
): () => Promise<string[]> {
  if (operation !== "up") return () => Promise.resolve([]);
  return async () => {
    const { pods, blocked } = await unreadyPods((args) => kubectl(stack)(args));
    onBlocked(blocked);
    return [...blocked, ...pods];
  };
}
