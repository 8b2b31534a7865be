import { writeFile } from "node:fs/promises";
import { checksAt, checksOf, type Result } from "../../checks/result.js";
import { runChecks, type CheckOptions } from "../../checks/run.js";
import { findWeek } from "../../labs/index.js";
import { indexOf, type StepId, type Week } from "../../labs/week.js";
import { ToolError, UsageError } from "../../lib/errors.js";
import { stepNamed } from "../../stacks/config.js";
import { callerAt } from "../caller.js";
import { interruptible } from "../terminal/interrupt.js";
import { junit } from "../check/junit.js";
import { printResult, tallyOf, tallyText, waitingTeller } from "../check/print.js";
import { checkThrough } from "../../app/check/through.js";
import type { StepRun, Walk } from "../../app/check/walk.js";
import { worldOf } from "../../app/check/world.js";
import { needsFortio, prepareFortio } from "../../app/lab/fortio.js";
import { openLab, prepareTools, requireUp, stepOf } from "../../app/lab/lab.js";
import { causesIn, lookAt } from "../../app/mend/drift.js";
import { printJson, type Output } from "../terminal/output.js";
import { weekMeant, weekOfStep } from "../../app/stack/session.js";
import { tellOn } from "../text/events.js";
import { printCauses } from "../text/problems.js";

export interface CheckFlags {
  readonly week?: string;
  readonly json?: boolean;
  /** Walk the week up to this step. */
  readonly through?: string;
  /** Where the walk starts. Default: the first step. */
  readonly from?: string;
  /** The file for the results as JUnit XML. */
  readonly junit?: string;
  readonly yes?: boolean;
  /** Failures are told in full. Default: what was wanted and what was seen, a short line each. */
  readonly verbose?: boolean;
}

/**
 * `lab check`: all that must hold where the lab stands; `lab check 1.48`: one step's own checks;
 * `lab check --through 1.59`: goes to each step of the week and checks it.
 * @param named a step, or a week, which is the same as `--week`.
 * @throws ToolError `check-failed` when one of them failed, `interrupted`, or what kept the lab from a step.
 * @throws UsageError `bad-check-flags`, `unknown-step`, `not-up`
 */
export async function check(
  named: string | undefined,
  given: CheckFlags,
  output: Output,
): Promise<void> {
  const isWeek = named !== undefined && findWeek(named) !== undefined;
  const stepId = isWeek ? undefined : named;
  const flags = isWeek ? { ...given, week: named } : given;
  refuseMixed(stepId, flags);
  const { week, step, runs, error, interrupted } = await interruptible(async (signal) => {
    const told = {
      signal,
      onWaiting: waitingTeller(output.say),
      onResult: (result: Result) => {
        if (flags.json !== true) printResult(output, result, flags.verbose);
      },
    };
    const done = await (flags.through === undefined
      ? checkStanding(stepId, flags, told, output)
      : walkThrough(flags.through, flags, told, output));
    return { ...done, interrupted: signal.aborted };
  });
  const results = runs.flatMap((run) => run.results);
  const tally = tallyOf(results);
  if (flags.junit !== undefined) await writeFile(flags.junit, junit(week.id, runs));
  // after a walk the lab stands at its last step, and not where a check failed
  const isHere = tally.failed > 0 && flags.through === undefined && !interrupted;
  const causes = isHere
    ? await causesIn(openLab(week).then((lab) => lookAt(lab, tellOn(output))))
    : [];
  if (flags.json === true) printJson(output, { week: week.id, step, ...tally, results, causes });
  else {
    output.print(tallyText(tally));
    printCauses(output, causes);
  }
  if (error !== undefined) throw error;
  if (interrupted) throw new ToolError("interrupted", "The check was interrupted.");
  const { passed, failed } = tally;
  if (failed > 0)
    throw new ToolError("check-failed", `${failed} of ${passed + failed} checks failed.`, {
      ...(flags.verbose === true || flags.json === true
        ? {}
        : { next: "./lab status (what is wrong in the cluster); --verbose shows whole answers" }),
    });
}

type Told = Pick<CheckOptions, "onResult" | "onWaiting"> & { readonly signal: AbortSignal };

/** What came of the checks, and the step that they ended at. */
interface Checked extends Walk {
  readonly week: Week;
  readonly step: StepId;
}

/** Runs checks where the lab stands, without moving it. */
async function checkStanding(
  stepId: string | undefined,
  flags: CheckFlags,
  told: Told,
  output: Output,
): Promise<Checked> {
  const caller = callerAt(output, flags.yes);
  const lab = await openLab(await weekMeant(flags.week));
  requireUp(lab);
  const { week, config } = lab;
  await prepareTools(config, caller);
  const checks =
    stepId === undefined ? checksAt(week, stepOf(lab)) : checksOf(week, stepNamed(week, stepId));
  if (config.target.runs.pods && checks.some(needsFortio)) await prepareFortio(week, caller);
  const world = worldOf({ ...config, step: stepOf(lab) });
  const results = await runChecks(checks, { ...config, ...world, ...told });
  return { week, step: stepOf(lab), runs: runsOf(week, results), error: undefined };
}

async function walkThrough(
  throughId: string,
  flags: CheckFlags,
  told: Told,
  output: Output,
): Promise<Checked> {
  const week = flags.week === undefined ? weekOfStep(throughId) : await weekMeant(flags.week);
  const through = stepNamed(week, throughId);
  const from = flags.from === undefined ? firstOf(week) : stepNamed(week, flags.from);
  if (indexOf(week, from) > indexOf(week, through)) {
    throw badFlags(`Step ${from} comes after ${through}, where the walk is to end.`);
  }
  // results of checks alone go to standard output
  const caller = callerAt({ ...output, print: output.say }, flags.yes);
  const done = await checkThrough(week, { from, through, ...told }, caller);
  return { week, step: through, ...done };
}

const firstOf = (week: Week): StepId => week.steps[0]?.id ?? week.base;

/** The results by step, for a report that has a suite for each. */
function runsOf(week: Week, results: readonly Result[]): StepRun[] {
  return week.steps.flatMap(({ id: step, title }) => {
    const own = results.filter((result) => result.step === step);
    const times = own.map((result) => (result.outcome === "not run" ? 0 : result.tookMs));
    // they ran side by side
    return own.length === 0 ? [] : [{ step, title, results: own, tookMs: Math.max(...times) }];
  });
}

/** @throws UsageError `bad-check-flags` */
function refuseMixed(stepId: string | undefined, { through, from }: CheckFlags): void {
  if (stepId !== undefined && through !== undefined) {
    throw badFlags(
      `Either one step (${stepId}) is checked or a walk is made (--through ${through}).`,
    );
  }
  if (from !== undefined && through === undefined) {
    throw badFlags(`--from ${from} says where a walk starts; --through must say where it ends.`);
  }
}

const badFlags = (message: string): UsageError =>
  new UsageError("bad-check-flags", message, { next: "./lab check --through 1.59 --from 1.38" });
