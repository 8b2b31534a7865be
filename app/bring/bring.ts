import { faultsOf } from "../../checks/health/judges.js";
import { clusterOf, isEmpty } from "../../labs/contents.js";
import { kubectl } from "../../tools/kubectl.js";
import type { Rendered } from "../../components/render/render.js";
import { setCurrentWeek } from "../../stacks/current-week.js";
import { weekNamed } from "../../stacks/config.js";
import type { Caller } from "../caller.js";
import type { Counts } from "../events.js";
import { clearNames } from "../lab/beside.js";
import { removeLeftovers } from "../lab/cluster.js";
import { goingTo, isGone, keep, prepareTools, type Lab } from "../lab/lab.js";
import { mendDrift } from "../mend/drift.js";
import { despiteLostPort } from "../run/taken-port.js";
import { despiteAwayWebhook } from "../run/webhook-away.js";
import { takeDown } from "./down.js";
import { isThere, type Examined, type Plan } from "./plan.js";
import { watchPulls } from "./pulls.js";
import { run, type Ran } from "./run.js";
import { keepSettled, settled } from "./settled.js";
import { waitUntilGone } from "./stopover.js";
import { makeWell, mendBefore } from "./well.js";

/** How a lab comes to a state. */
interface How {
  /** The engine is to look at all objects first: some were changed by hand. */
  readonly refresh?: boolean;
  /** The URNs of actions that must be done again. */
  readonly replace?: readonly string[];
  /** It was looked at before, and nothing was wrong. */
  readonly wasWell?: boolean;
  /** Nothing differs from what is declared, neither in the cluster nor between the states. */
  readonly isSame?: boolean;
}

/**
 * Brings a lab to the step of its config, as planned, by way of another one where objects of others stand in the way.
 * Tells where it arrived.
 * @throws what `run` throws; ToolError `being-deleted`, `not-working`, `not-gone`, `port-lost`
 */
export async function bring(plan: Plan | Examined, caller: Caller): Promise<void> {
  const { lab, from, to, stopover, takesDown } = plan;
  if (takesDown !== undefined) await takeDown(weekNamed(takesDown), caller);
  const { findings, again = [] } = "findings" in plan ? plan : {};
  if (findings !== undefined) await mendBefore(lab, from, findings, caller);
  // it sees by a refresh alone that a container is gone
  const isToRemake = findings?.problems.some(({ cure }) => cure?.how === "remake") === true;
  const refresh = (findings?.drift.length ?? 0) > 0 || isToRemake;
  const wasWell = findings !== undefined && faultsOf(findings.problems).length === 0;
  const isAlive = lab.cluster?.alive === true && clusterOf(to.state) !== undefined;
  const how: How = {
    refresh,
    replace: again.map(({ urn }) => urn),
    wasWell,
    isSame: isThere(plan) && isAlive && wasWell && !refresh && again.length === 0,
  };
  if (stopover === undefined) return comeTo(lab, to, how, caller);
  const { owner, via } = stopover;
  caller.tell({ kind: "stopover", via, owner });
  await comeTo(goingTo(lab, via), stopover.to, how, caller);
  await waitUntilGone(lab.config.stack, stopover, kubectl(lab.config.stack));
  await comeTo({ ...lab, standing: stopover.to.state }, to, {}, caller);
}

/** Goes to a step, or stays where that is what stands. @throws as `bring` does */
export async function go(plan: Plan, caller: Caller): Promise<void> {
  if (isThere(plan)) await keep(plan.lab);
  else await bring(plan, caller);
}

/** Brings a lab to a state, and tells that it arrived. @throws as `bring` does */
export async function comeTo(lab: Lab, to: Rendered, how: How, caller: Caller): Promise<void> {
  const { config } = lab;
  await keep(lab);
  await setCurrentWeek(lab.week);
  await prepareTools(config, caller);
  await clearNames(config);
  if (isGone(lab.cluster)) await forgetCluster(lab, to, caller);
  const isHalfMade = isEmpty(lab.standing);
  // told of a lab that is made: a step must not ask Docker for a dozen images that nobody reads about
  const pulls = isHalfMade ? await watchPulls(config, to) : undefined;
  const started = Date.now();
  const same = how.isSame === true ? await settled(config, to) : undefined;
  const { counts, phases } =
    same === undefined ? await up(lab, to, how, caller) : { counts: { same }, phases: [] };
  const tookMs = Date.now() - started;
  if (how.refresh === true && clusterOf(to.state) !== undefined) await mendDrift(config, to);
  // what nobody has touched since is as it was found
  if (!isUntouched(counts) || how.wasWell !== true) await makeWell(lab, to, caller);
  if (same === undefined) await keepSettled(config, to);
  const images = await pulls?.();
  const { stack, step } = config;
  caller.tell({
    kind: "arrived",
    arrival: { stack, step, counts, tookMs, phases, images, stands: !isEmpty(to.state) },
  });
}

/**
 * Runs the engine, on a half-made cluster a second time where a run that was cut has left a port taken, and again where
 * a webhook was away for a moment.
 */
function up(lab: Lab, to: Rendered, how: How, caller: Caller): Promise<Ran> {
  const { config, standing } = lab;
  const { refresh = false, replace = [] } = how;
  const once = () => run("up", config, to, caller, { refresh, replace });
  return despiteLostPort(() => despiteAwayWebhook(once, caller), {
    stack: config.stack,
    clear: clusterOf(standing) === undefined ? () => run("destroy", config, to, caller) : undefined,
    tell: caller.tell,
    kubectl: kubectl(config.stack),
  });
}

/** Four times faster than to replace each object, which the engine would otherwise do. */
async function forgetCluster({ week, config }: Lab, to: Rendered, caller: Caller): Promise<void> {
  caller.tell({ kind: "state-cleared" });
  // an API server that outlived the rest would answer for objects that are about to go
  await removeLeftovers(week, config);
  await run("refresh", config, to, caller);
}

const isUntouched = (counts: Counts): boolean => Object.keys(counts).every((op) => op === "same");
