import { resolve } from "node:path";
import { runLoad } from "../../checks/fortio.js";
import type { LoadRun } from "../../labs/load-runs.js";
import { indexOf, type StepId, type Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { toStderr, withHeartbeat } from "../../lib/progress.js";
import { stepNamed } from "../../stacks/config.js";
import { worldOf } from "../../app/check/world.js";
import { prepareFortio } from "../../app/lab/fortio.js";
import { openLab, prepareTools, requireUp, stepOf } from "../../app/lab/lab.js";
import { requireOffered } from "../../app/lab/offered.js";
import { histogram } from "../../app/load/histogram.js";
import { writePicture } from "../../app/load/picture.js";
import { printLoad } from "../text/load.js";
import { callerAt } from "../caller.js";
import { printJson, type Output } from "../terminal/output.js";
import { weekMeant } from "../../app/stack/session.js";

export interface LoadRunFlags {
  readonly week?: string;
  readonly json?: boolean;
  /** The file for the picture. Default: `load-3.36-roundrobin.svg` where the terminal stands. */
  readonly out?: string;
}

/**
 * `lab load run`: makes the run of fortio of the step the lab stands at, or of another one, and shows what came of
 * it: a table, and a histogram as a picture.
 * @throws UsageError `not-up`, `no-traffic` on kwok, `unknown-step`, `no-run`
 * @throws ToolError `command-failed` when fortio could not run, `picture-not-written`
 */
export async function loadRun(
  stepId: string | undefined,
  flags: LoadRunFlags,
  output: Output,
): Promise<void> {
  const lab = await openLab(await weekMeant(flags.week));
  const { week, config } = lab;
  const step = stepId === undefined ? stepOf(lab) : stepNamed(week, stepId);
  const run = runAt(week, step);
  requireUp(lab);
  requireOffered(config, "traffic");
  const caller = callerAt(output);
  await prepareTools(config, caller);
  await prepareFortio(week, caller);
  const title = `${step} ${run.name}`;
  const about = `${counted(run.connections, "connection")}, ${counted(run.qps, "call")} a second tried, for ${run.seconds} s`;
  output.say(`${title}: ${about}`);
  const result = await withHeartbeat(
    toStderr,
    "fortio",
    () => `ends after ${run.seconds} s`,
    () => runLoad(run, worldOf(config).host),
  );
  const file = resolve(flags.out ?? `load-${step}-${run.name}.svg`);
  if (flags.json === true) printJson(output, { week: week.id, step, run, ...result, file });
  else printLoad(output, result);
  await writePicture(file, await histogram(result, title, about), "./lab load run");
  if (flags.json !== true) output.print(`Histogram: ${file}`);
}

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;

/** @throws UsageError `no-run` with the steps that have one. */
function runAt(week: Week, id: StepId): LoadRun {
  const run = week.steps[indexOf(week, id)]?.load;
  if (run !== undefined) return run;
  const ids = week.steps.filter(({ load }) => load !== undefined).map((step) => step.id);
  const [first] = ids;
  if (first === undefined) {
    throw new UsageError("no-run", `No step of ${week.id} has a run of fortio.`, {
      next: `./lab load list --week ${week.id}`,
    });
  }
  throw new UsageError(
    "no-run",
    `Step ${id} has no run of fortio. Steps with one: ${ids.join(", ")}.`,
    { next: `./lab goto ${first}, then ./lab load run` },
  );
}
