import { checksOf, type Result } from "../../checks/result.js";
import { runChecks, type CheckOptions } from "../../checks/run.js";
import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { confirm } from "../../cli/ask.js";
import { bring } from "../bring/bring.js";
import { needsFortio, prepareFortio } from "../lab/fortio.js";
import { diffLabs } from "../bring/lab-diff.js";
import { keep, notReached, openLab } from "../lab/lab.js";
import type { Output } from "../../cli/output.js";
import { ready } from "../lab/ready.js";
import { exclusively } from "../stack/lock.js";
import { walk, type Walk } from "./walk.js";
import { worldOf } from "./world.js";

export interface ThroughOptions extends Pick<CheckOptions, "onResult" | "onWaiting"> {
  readonly from: StepId;
  readonly through: StepId;
  readonly yes: boolean;
  readonly signal: AbortSignal;
}

/**
 * Walks a lab through its week: brings it to each step and runs the step's own checks.
 * @throws UsageError `needs-yes`, `declined` or `stack-busy`
 */
export async function checkThrough(
  week: Week,
  options: ThroughOptions,
  output: Output,
): Promise<Walk> {
  const { from, through, signal, onResult } = options;
  // results alone go to standard output
  const aside: Output = { ...output, print: output.say };
  return exclusively(week.id, output.say, async () => {
    const question = `Walk ${week.id} from step ${from} to ${through}? All that was changed by hand is lost.`;
    await confirm(question, options.yes);
    return walk(week, options, {
      goTo: (step) => goTo(week, step, aside, options.yes),
      check: async (step) => checkStep(week, step, options),
      onStep: ({ id, title }) => {
        output.say(`Step ${id}: ${title}`);
      },
      onNotRun: onResult,
      signal,
    });
  });
}

/** Brings the lab to a step, where that is another state than the one it is in. */
async function goTo(week: Week, step: StepId, output: Output, yes: boolean): Promise<void> {
  const found = await openLab(week, { step, say: output.say, makes: true });
  const { lab } = await ready(found, output, yes);
  const diff = await diffLabs(lab.standing, stateAt(week, step), lab.config, output.say);
  if (diff.unchanged && notReached(found) === undefined) await keep(lab);
  else await bring(lab, output);
}

async function checkStep(
  week: Week,
  step: StepId,
  { onResult, onWaiting, signal, yes }: ThroughOptions,
): Promise<Result[]> {
  const { config } = await openLab(week);
  const told = { onResult, signal, ...(onWaiting === undefined ? {} : { onWaiting }) };
  const checks = checksOf(week, step);
  if (config.target.runs.pods && checks.some(needsFortio)) await prepareFortio(yes);
  return runChecks(checks, { ...config, ...worldOf(config), ...told });
}
