import { checksOf, type Result } from "../../checks/result.js";
import { runChecks, type CheckOptions } from "../../checks/run.js";
import type { StepId, Week } from "../../labs/week.js";
import type { LabConfig } from "../../stacks/config.js";
import { go } from "../bring/bring.js";
import { plan } from "../bring/plan.js";
import { requireYes, type Caller } from "../caller.js";
import { needsFortio, prepareFortio } from "../lab/fortio.js";
import { openLab } from "../lab/lab.js";
import { exclusively } from "../stack/lock.js";
import { walk, type Walk } from "./walk.js";
import { worldOf } from "./world.js";

export interface ThroughOptions extends Pick<CheckOptions, "onResult" | "onWaiting"> {
  readonly from: StepId;
  readonly through: StepId;
  readonly signal: AbortSignal;
}

/**
 * Walks a lab through its week: brings it to each step and runs the step's own checks.
 * @throws UsageError `declined`, `stack-busy`, and what `decide` throws
 */
export async function checkThrough(
  week: Week,
  options: ThroughOptions,
  caller: Caller,
): Promise<Walk> {
  const { from, through, signal, onResult } = options;
  return exclusively(week.id, caller.tell, async () => {
    await requireYes(caller, { kind: "walk", week: week.id, from, through });
    return walk(week, options, {
      goTo: (step) => goTo(week, step, caller),
      check: (step, config) => checkStep(config, step, options, caller),
      onStep: ({ id, title }) => {
        caller.tell({ kind: "step", id, title });
      },
      onNotRun: onResult,
      signal,
    });
  });
}

/** Brings the lab to a step, where that is another state than the one it is in. */
async function goTo(week: Week, step: StepId, caller: Caller): Promise<LabConfig> {
  const planned = await plan(await openLab(week, { step, tell: caller.tell, makes: true }), caller);
  await go(planned, caller);
  return planned.lab.config;
}

async function checkStep(
  config: LabConfig,
  step: StepId,
  { onResult, onWaiting, signal }: ThroughOptions,
  caller: Caller,
): Promise<Result[]> {
  const told = { onResult, signal, ...(onWaiting === undefined ? {} : { onWaiting }) };
  const checks = checksOf(config.week, step);
  if (config.target.runs.pods && checks.some(needsFortio)) await prepareFortio(config.week, caller);
  return runChecks(checks, { ...config, ...worldOf(config), ...told });
}
