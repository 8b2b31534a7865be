import { runningPods, type RunningPod } from "../../components/commands/pods.js";
import { kubectl, type Kubectl } from "../../tools/kubectl.js";
import type { Lab } from "./lab.js";
import { doneActions, type DoneAction } from "../../stacks/checkpoint.js";

/**
 * The actions that must be done again, since pods were made again since: by hand, by a restart of the
 * node, by a scale-out. The state knows nothing of it: nothing that is declared has changed.
 * @throws ToolError `command-failed` when the cluster does not answer.
 */
export async function staleActions(lab: Lab): Promise<DoneAction[]> {
  const { config, cluster } = lab;
  if (!config.target.runs.pods || cluster?.alive !== true) return [];
  return staleAmong(await doneActions(config.stack), kubectl(config.stack));
}

/** The same for given actions. */
export async function staleAmong(
  actions: readonly DoneAction[],
  ask: Kubectl,
): Promise<DoneAction[]> {
  const found = await Promise.all(
    actions.map(async (action) => {
      const { input, result } = action;
      const { place } = input.action;
      if (place.where === "node") return [];
      return isStale(result.pods ?? [], await runningPods(ask, place)) ? [action] : [];
    }),
  );
  return found.flat();
}

/** Whether a container runs that an action was not done in. One that is gone took nothing with it. */
export function isStale(done: readonly RunningPod[], live: readonly RunningPod[]): boolean {
  const known = new Set(done.map(({ containerId }) => containerId));
  return live.some(({ containerId }) => !known.has(containerId));
}

/** What the last run left undone, a line each: `node-istio-release: the archive comes from github.com (…)`. */
export const notDone = (actions: readonly DoneAction[]): string[] =>
  actions.flatMap(({ input, result }) =>
    result.notDone === undefined ? [] : [`${input.action.name}: ${result.notDone}`],
  );
