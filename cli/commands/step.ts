import { go } from "../../app/bring/bring.js";
import { isThere, plan } from "../../app/bring/plan.js";
import { openLab } from "../../app/lab/lab.js";
import { exclusively } from "../../app/stack/lock.js";
import { weekMeant } from "../../app/stack/session.js";
import { indexOf, type Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { confirm } from "../terminal/ask.js";
import { callerAt } from "../caller.js";
import type { Output } from "../terminal/output.js";
import { printDiff } from "../text/diff.js";
import { printReplacement } from "../text/replacement.js";
import { printStep } from "../text/step.js";

export interface StepOptions {
  readonly week?: string;
  readonly yes: boolean;
}

/** `lab goto 1.57`: shows what changes on the way to a step, and goes there. */
export async function goTo(stepId: string, options: StepOptions, output: Output): Promise<void> {
  await move(() => stepId, options, output);
}

/** `lab next`: goes one step on. */
export async function next(options: StepOptions, output: Output): Promise<void> {
  await move((week, at) => neighbour(week, at, 1), options, output);
}

/** `lab prev`: goes one step back. */
export async function prev(options: StepOptions, output: Output): Promise<void> {
  await move((week, at) => neighbour(week, at, -1), options, output);
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

async function move(choose: Choose, options: StepOptions, output: Output): Promise<void> {
  const week = await weekMeant(options.week);
  const { tell } = callerAt(output);
  await exclusively(week.id, tell, () => moveTo(week, choose, options.yes, output));
}

async function moveTo(week: Week, choose: Choose, yes: boolean, output: Output): Promise<void> {
  const caller = callerAt(output, yes);
  const step = (at: string): string => choose(week, at);
  const found = await openLab(week, { step, tell: caller.tell, mustStand: true, asked: true });
  const planned = await plan(found, caller);
  const { lab, replaces, diff } = planned;
  printReplacement(output, week.id, replaces);
  printDiff(output, diff);
  if (!isThere(planned)) {
    const how = replaces.length > 0 ? "Replace the cluster and go" : "Go";
    await confirm(`${how} to step ${lab.config.step}?`, yes);
  }
  await go(planned, caller);
  printStep(output, week, lab.config.step);
}
