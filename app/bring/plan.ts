import { clusterOf } from "../../labs/contents.js";
import { requireRules } from "../../labs/policies/require.js";
import { stopoverTo, type Stopover } from "../../labs/stopovers.js";
import { stateAt } from "../../labs/week.js";
import { renderAll, type Rendered } from "../../components/render/render.js";
import type { Caller } from "../caller.js";
import { notes } from "../events.js";
import { hasLeftovers } from "../lab/cluster.js";
import { inTheWay } from "../lab/in-the-way.js";
import { notReached, type Lab } from "../lab/lab.js";
import { ready } from "../lab/ready.js";
import type { DoneAction } from "../../stacks/checkpoint.js";
import { staleActions } from "../lab/stale-actions.js";
import { examine, type Findings } from "../mend/drift.js";
import { diffLabs, type LabDiff } from "./lab-diff.js";

/** What bringing a lab to the step of its config would do. Nothing of it is done yet. */
export interface Plan {
  readonly lab: Lab;
  /** What stands, and what is to stand: both rendered here, once for all that follows. */
  readonly from: Rendered;
  readonly to: Rendered;
  readonly diff: LabDiff;
  /** Where the lab goes by way of another step: until what is there belongs to nobody any more. */
  readonly stopover: (Stopover & { readonly to: Rendered }) | undefined;
  /** The fields that force another cluster, a line each. Empty: the cluster stays. */
  readonly replaces: readonly string[];
  /** The week that is taken down first. */
  readonly takesDown: string | undefined;
  /** A step was asked for before and not reached: what is on the way to it is not known. */
  readonly isHalfWay: boolean;
}

/** What a plan tells besides once the standing lab was looked at. */
export interface Examined extends Plan {
  /** What was found wrong; undefined where another cluster takes its place. */
  readonly findings: Findings | undefined;
  /** The actions that must be done again: their processes were started again since. */
  readonly again: readonly DoneAction[];
}

/**
 * Plans to bring a lab to the step of its config: gets it ready to be changed, looks whether another one is in its
 * way, renders what stands and what is to stand, and compares.
 * @param replace the week that may be taken down. Default: it is asked about.
 * @throws what `ready` and `inTheWay` throw; ToolError when a manifest can't be rendered
 * @throws UsageError `broken-rule`, before a lab or its config is changed
 */
export async function plan(found: Lab, caller: Caller, replace?: string): Promise<Plan> {
  const { lab, replaces } = await ready(found, caller);
  const { week, config, standing } = lab;
  const takesDown = await inTheWay(lab, caller, replace);
  const stopover = stopoverTo(week, standing, config.step);
  const wanted = stateAt(week, config.step);
  const between = stopover ? [stateAt(week, stopover.via)] : [];
  const note = notes(caller.tell);
  const [from, to, via] = await renderAll([standing, wanted, ...between], config, { note });
  requireRules({ week: week.id, step: config.step, ...to });
  return {
    lab,
    from,
    to,
    diff: diffLabs(from, to, config),
    stopover: stopover && via && { ...stopover, to: via },
    replaces,
    takesDown,
    isHalfWay: notReached(found) !== undefined,
  };
}

/** Looks at the lab that stands besides: what was changed by hand, what does not work, what went with its process. */
export async function examined(planned: Plan): Promise<Examined> {
  const { lab, from, replaces } = planned;
  if (replaces.length > 0) return { ...planned, findings: undefined, again: [] };
  const [findings, again] = await Promise.all([examine(lab, from), staleActions(lab)]);
  return { ...planned, findings, again };
}

/** Whether there is a cluster that the state does not know: it is removed first. */
export async function clearsLeftovers({ lab, to }: Plan): Promise<boolean> {
  const makes = lab.deployed?.cluster === undefined && clusterOf(to.state) !== undefined;
  return makes && hasLeftovers(lab.week);
}

/** Whether the lab stands there already: a step that only looks needs no engine. */
export const isThere = ({ diff, isHalfWay }: Plan): boolean => diff.unchanged && !isHalfWay;

/** Whether anything is changed that a learner is to be asked about: plain waiting and trying again is not. */
export const changesAnything = ({ diff, findings, again }: Examined): boolean =>
  !diff.unchanged ||
  again.length + (findings?.drift.length ?? 0) > 0 ||
  (findings?.problems ?? []).some(
    ({ cure }) => cure !== undefined && cure.how !== "wait" && cure.how !== "retry",
  );
