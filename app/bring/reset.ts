import { nothing } from "../../labs/state.js";
import { stateAt, type Week } from "../../labs/week.js";
import { renderAll } from "../../components/render/render.js";
import { weekNamed } from "../../stacks/config.js";
import type { Caller } from "../caller.js";
import { notes } from "../events.js";
import { inTheWay } from "../lab/in-the-way.js";
import { openLab, prepareTools, type Lab } from "../lab/lab.js";
import { requireEngine } from "../lab/ready.js";
import { replacementOf } from "../lab/replacement.js";
import { requireRoom } from "../lab/room.js";
import { passphraseOf } from "../stack/passphrase.js";
import { comeTo } from "./bring.js";
import { clear, takeDown } from "./down.js";

/** What making a lab again would do. */
export interface ResetPlan {
  readonly lab: Lab;
  /** The fields that force another cluster, a line each. */
  readonly replaces: readonly string[];
  readonly takesDown: string | undefined;
}

/**
 * Plans to throw a lab's cluster away and to make it again at a step.
 * @param step default: where its config says.
 * @throws what `openLab`, `requireEngine`, `inTheWay` and `requireRoom` throw
 */
export async function planReset(
  week: Week,
  step: string | undefined,
  caller: Caller,
): Promise<ResetPlan> {
  const lab = await openLab(week, { step, tell: caller.tell, makes: true });
  await requireEngine(lab);
  const takesDown = await inTheWay(lab, caller);
  await prepareTools(lab.config, caller);
  await requireRoom(week, lab.config, caller.tell);
  await passphraseOf(week.id);
  return { lab, replaces: replacementOf(lab), takesDown };
}

/** Makes a lab again, as planned. @throws as `bring` does */
export async function reset({ lab, takesDown }: ResetPlan, caller: Caller): Promise<void> {
  await clear(lab, caller);
  if (takesDown !== undefined) await takeDown(weekNamed(takesDown), caller);
  const { week, config } = lab;
  const note = notes(caller.tell);
  const [to] = await renderAll([stateAt(week, config.step)], config, { note });
  // nothing of before is left that would have to be met on the way
  const fresh: Lab = { ...lab, deployed: undefined, cluster: undefined, standing: nothing };
  await comeTo(fresh, to, {}, caller);
}
