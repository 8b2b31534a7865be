import { faultsOf } from "../../checks/health/judges.js";
import type { Problem } from "../../checks/health/problem.js";
import { kubectl } from "../../tools/kubectl.js";
import type { Rendered } from "../../components/render/render.js";
import type { Caller } from "../caller.js";
import type { Lab } from "../lab/lab.js";
import { staleActions } from "../lab/stale-actions.js";
import { examine, mendDrift, mendStanding, problemsAt, type Findings } from "../mend/drift.js";
import { clearTheWay, isGoing, makeAnew, untilWell, type MendWorld } from "../mend/mend.js";
import { run } from "./run.js";

const worldOf = (
  { config }: Lab,
  { tell }: Caller,
  look: () => Promise<readonly Problem[]>,
): MendWorld => ({ stack: config.stack, kubectl: kubectl(config.stack), look, tell });

/**
 * Does what must be done about a lab that stands before the engine can do anything.
 * @throws ToolError `being-deleted`
 */
export async function mendBefore(
  lab: Lab,
  from: Rendered,
  { drift, problems }: Findings,
  caller: Caller,
): Promise<void> {
  const look = async () => (await examine(lab, from)).problems;
  if (problems.some(isGoing)) await mendStanding(lab.config, drift, from);
  await clearTheWay(problems, worldOf(lab, caller, look));
}

/**
 * Does what the engine can't see, and waits until all of the lab works at its step.
 * @throws ToolError `not-working` with what does not, and why
 */
export async function makeWell(lab: Lab, at: Rendered, caller: Caller): Promise<void> {
  const { config } = lab;
  const world = worldOf(lab, caller, () => problemsAt(config, at));
  const problems = await world.look();
  if (faultsOf(problems).length === 0) return;
  const { restarted, deleted } = await makeAnew(problems, world);
  if (deleted) await mendDrift(config, at);
  await untilWell(config.step, world);
  if (!restarted) return;
  // a fault that was switched on inside a process went with it
  const again = await staleActions({ ...lab, cluster: { alive: true } });
  if (again.length === 0) return;
  caller.tell({ kind: "done-again", titles: again.map(({ input }) => input.action.title) });
  await run("up", config, at, caller, { replace: again.map(({ urn }) => urn) });
}
