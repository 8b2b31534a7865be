import { checksOf, type Result } from "../../checks/result.js";
import { runChecks, type CheckOptions } from "../../checks/run.js";
import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { confirm } from "../ask.js";
import { bring } from "../bring.js";
import { diffLabs } from "../lab-diff.js";
import { keep, openLab } from "../lab.js";
import type { Output } from "../output.js";
import { ready } from "../ready.js";
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
      goTo: (step) => goTo(week, step, aside),
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
async function goTo(week: Week, step: StepId, output: Output): Promise<void> {
  const { lab } = await ready(await openLab(week, { step, say: output.say, makes: true }), output);
  const diff = await diffLabs(lab.standing, stateAt(week, step), lab.config, output.say);
  if (diff.unchanged) await keep(lab);
  else await bring(lab, output);
}

async function checkStep(
  week: Week,
  step: StepId,
  { onResult, onWaiting, signal }: ThroughOptions,
): Promise<Result[]> {
  const { config } = await openLab(week);
  const told = { onResult, signal, ...(onWaiting === undefined ? {} : { onWaiting }) };
  return runChecks(checksOf(week, step), { ...config, ...worldOf(config), ...told });
}
