import { stateAt, type Week } from "../../labs/week.js";
import { parseConfig } from "../../stacks/config.js";
import type { Caller } from "../caller.js";
import { hasBesideLeft, removeBeside } from "../lab/beside.js";
import { hasLeftovers, removeLeftovers, targetLeft } from "../lab/cluster.js";
import { keep, openLab, prepareTools, type Lab } from "../lab/lab.js";
import { stopAll } from "../load/runs.js";
import { putAside } from "../stack/damaged.js";
import { exclusively } from "../stack/lock.js";
import { endLeftPlugins } from "../stack/plugins.js";
import { stayOnEngine } from "../stack/recorded-engine.js";
import { run } from "./run.js";

/** Removes all that a lab made. Its step stays in the config: the next `up` goes there. */
export async function remove(lab: Lab, caller: Caller): Promise<void> {
  // the state, which alone knows the step, is about to forget it
  if (lab.recovered !== undefined) await keep(lab);
  await clear(lab, caller);
}

/** Takes a week down that nobody has to be asked about any more. */
export async function takeDown(week: Week, caller: Caller): Promise<void> {
  await exclusively(week.id, caller.tell, async () => {
    await remove(await openLab(week, { tell: caller.tell }), caller);
  });
}

/** Removes a lab that is made again at once: what is asked of it is not kept yet. */
export async function clear(lab: Lab, caller: Caller): Promise<void> {
  const { week, config, deployed } = lab;
  const { stack } = config;
  const started = Date.now();
  await prepareTools(config, caller);
  // they write into the folder that is about to go
  await stopAll(stack);
  const at = { state: stateAt(week, config.step), objects: [] };
  if (deployed !== undefined) await run("destroy", config, at, caller);
  else await endLeftPlugins();
  const [cluster, beside] = [await hasLeftovers(week), await hasBesideLeft(week)];
  if (cluster || beside) caller.tell({ kind: "leftovers-removed", stack });
  if (cluster) await removeLeftovers(week, config);
  if (beside) await removeBeside(week);
  caller.tell({ kind: "removed", stack, tookMs: Date.now() - started });
}

/**
 * Removes what is found of a lab whose state can't be read any more, and puts that aside.
 * @returns the folder that the damaged state is in.
 */
export async function removeWithoutState(
  week: Week,
  caller: Caller,
  machine = onThisMachine,
): Promise<string> {
  // its node is where it was made, whatever the shell says now
  await machine.stayOnEngine(week.id, caller.tell);
  await machine.stopAll(week.id);
  const target = await machine.targetLeft(week);
  if (target.needsDocker) await machine.prepareTools({ target, week }, caller);
  await machine.removeLeftovers(week, parseConfig(week.id, { target: target.name }));
  await machine.removeBeside(week);
  return machine.putAside(week.id);
}

/** What is done to a lab without its state. Tests pass others. */
const onThisMachine = {
  stayOnEngine,
  stopAll,
  targetLeft,
  prepareTools,
  removeLeftovers,
  removeBeside: (week: Week) => removeBeside(week),
  putAside,
};
