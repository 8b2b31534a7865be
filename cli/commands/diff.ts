import { changesBetween } from "../../labs/step-changes.js";
import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { stepNamed, weekNamed } from "../../stacks/config.js";
import { diffAsJson, diffLabs } from "../../app/bring/lab-diff.js";
import { openLab, prepareTools } from "../../app/lab/lab.js";
import { renderAll } from "../../components/render/render.js";
import { configured } from "../../app/stack/session.js";
import { callerAt } from "../caller.js";
import { printJson, type Output } from "../terminal/output.js";
import { printWholeDiff } from "../text/whole-diff.js";

interface Flags {
  readonly target?: string;
  readonly json?: boolean;
}

/**
 * `lab diff week1 1.54 1.55`, or `lab diff week1 week2` for two base labs. Needs no cluster.
 * @throws UsageError `diff-arguments` for anything else.
 */
export async function diff(
  from: string,
  to: readonly string[],
  flags: Flags,
  output: Output,
): Promise<void> {
  const week = weekNamed(from);
  const [one, other] = await sidesOf(week, to);
  const { config } = await openLab(week, { target: flags.target, asked: true });
  const caller = callerAt(output);
  // two weeks may be of two generations
  for (const each of new Set([one.week, other.week]))
    await prepareTools({ target: config.target, week: each }, caller);
  const [before, after] = [stateAt(one.week, one.step), stateAt(other.week, other.step)];
  const [old, new_] = await renderAll([before, after], config, { note: output.say });
  const found = diffLabs(old, new_, config);
  if (flags.json === true) printJson(output, diffAsJson(found));
  else printWholeDiff(output, changesBetween(before, after), found);
}

/** One of the labs that are compared. */
interface Side {
  readonly week: Week;
  readonly step: StepId;
}

async function sidesOf(named: Week, to: readonly string[]): Promise<[Side, Side]> {
  const week = await configured(named);
  const [first, second] = to;
  if (first !== undefined && second !== undefined && to.length === 2) {
    return [
      { week, step: stepNamed(week, first) },
      { week, step: stepNamed(week, second) },
    ];
  }
  if (first !== undefined && to.length === 1 && !first.includes(".")) {
    const other = await configured(weekNamed(first));
    return [
      { week, step: week.base },
      { week: other, step: other.base },
    ];
  }
  throw new UsageError("diff-arguments", "A diff needs two steps of a week, or two weeks.", {
    next: `./lab diff ${week.id} ${week.steps[0]?.id ?? ""} ${week.base}`,
  });
}
