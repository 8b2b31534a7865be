import { indexOf, stateAt, type Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { stepNamed, weekNamed } from "../../stacks/config.js";
import { confirm } from "../ask.js";
import { bring } from "../../app/bring/bring.js";
import { diffLabs } from "../../app/bring/lab-diff.js";
import { keep, notReached, openLab, requireUp, stepOf } from "../../app/lab/lab.js";
import { inTheWay } from "../../app/lab/in-the-way.js";
import type { Output } from "../output.js";
import { ready } from "../../app/lab/ready.js";
import { printReplacement } from "../../app/lab/replacement.js";
import { exclusively } from "../../app/stack/lock.js";
import { weekMeant } from "../../app/stack/session.js";
import { printDiff } from "../text/diff.js";
import { printStep } from "../text/step.js";
import { takeDown } from "./down.js";

export interface StepOptions {
  readonly week?: string;
  readonly yes: boolean;
}

/** `lab goto 1.57`: shows what changes on the way to a step, and goes there. */
export async function goTo(stepId: string, options: StepOptions, output: Output): Promise<void> {
  await move(await weekMeant(options.week), () => stepId, options, output);
}

/** `lab next`: goes one step on. */
export async function next(options: StepOptions, output: Output): Promise<void> {
  await move(await weekMeant(options.week), (week, at) => neighbour(week, at, 1), options, output);
}

/** `lab prev`: goes one step back. */
export async function prev(options: StepOptions, output: Output): Promise<void> {
  await move(await weekMeant(options.week), (week, at) => neighbour(week, at, -1), options, output);
}

function neighbour(week: Week, at: string, by: 1 | -1): string {
  const step = week.steps[indexOf(week, at) + by];
  if (step !== undefined) return step.id;
  const end = by === 1 ? "last" : "first";
  throw new UsageError("no-more-steps", `Step ${at} is the ${end} one of ${week.id}.`, {
    next: `./lab steps ${week.id}`,
  });
}

type Choose = (week: Week, at: string) => string;

async function move(
  week: Week,
  choose: Choose,
  { yes }: StepOptions,
  output: Output,
): Promise<void> {
  await exclusively(week.id, output.say, () => moveTo(week, choose, yes, output));
}

async function moveTo(week: Week, choose: Choose, yes: boolean, output: Output): Promise<void> {
  const now = await openLab(week);
  requireUp(now);
  const step = stepNamed(week, choose(week, stepOf(now)));
  const found = await openLab(week, { step, say: output.say });
  const { lab, replaces } = await ready(found, output, yes);
  const { config } = lab;
  const other = await inTheWay(lab, { yes });
  const diff = await diffLabs(lab.standing, stateAt(week, step), config, output.say);
  printReplacement(output, lab, replaces);
  printDiff(output, diff);
  if (diff.unchanged && notReached(now) === undefined) {
    // a step that only looks needs no engine: the lab stands there already
    await keep(lab);
  } else {
    const how = replaces.length > 0 ? "Replace the cluster and go" : "Go";
    await confirm(`${how} to step ${step}?`, yes);
    if (other !== undefined) await takeDown(weekNamed(other), output);
    await bring(lab, output);
  }
  printStep(output, week, step);
}
