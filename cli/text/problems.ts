import type { Problem } from "../../checks/health/problem.js";
import type { Output } from "../terminal/output.js";

/** From how many on only the first are shown: a cordoned node may keep a dozen Deployments waiting. */
const MANY = 8;

/** What is done about a problem, where that is not plain waiting. */
function doneAbout({ cure }: Problem): string {
  switch (cure?.how) {
    case "restart":
      return ", its workload is restarted";
    case "replace":
    case "remake":
      return ", it is made again";
    case "uncordon":
      return ", it is uncordoned";
    case "release":
      return ", which is taken away";
    case "wait":
    case "retry":
    case undefined:
      return "";
  }
}

/** Whether nothing is done about a problem that the learner can do something about. */
const isLeft = ({ weight, help }: Problem): boolean => weight === "note" && help !== undefined;

/** The learner's own kubectl would ask another cluster. */
const kubectlOf = (week: string): string =>
  `  kubectl is in the shell after: eval "$(./lab env ${week})"`;

/** Shows before an `up` what does not work, with what is done about it, and what else was made by hand. */
export function printProblems(output: Output, week: string, problems: readonly Problem[]): void {
  const mark = output.paint("yellow", "!");
  const shown = problems.slice(0, MANY);
  for (const problem of shown) {
    output.print(`${mark} ${problem.says}${doneAbout(problem)}`);
    if (isLeft(problem)) output.print(`    by hand: ${problem.help ?? ""}`);
  }
  if (problems.length > MANY) output.print(`${mark} and ${problems.length - MANY} more`);
  if (shown.some(isLeft)) output.print(kubectlOf(week));
}

/** Shows in the status what does not work, and what helps. */
export function printUnwell(
  output: Output,
  week: string,
  problems: readonly Omit<Problem, "cure">[],
): void {
  for (const { says, weight } of problems.slice(0, MANY)) {
    output.print(`  ${weight === "fault" ? "not working" : "note"}: ${says}`);
  }
  if (problems.length > MANY) output.print(`  and ${problems.length - MANY} more`);
  const helps = problems.flatMap(({ help }) => help ?? []);
  for (const help of new Set(helps.slice(0, MANY))) output.print(`  by hand: ${help}`);
  if (helps.length > 0) output.print(kubectlOf(week));
  const canBeMended = problems.some(({ weight, stuck }) => weight === "fault" && stuck !== true);
  if (canBeMended) output.print(`  next: ./lab up ${week} does what it can about it`);
}

/** Says after a failed check what the lab sees itself: most checks fail for what somebody changed. */
export function printCauses(output: Output, causes: readonly string[]): void {
  for (const cause of causes.slice(0, MANY)) output.print(`  the lab sees: ${cause}`);
  if (causes.length > MANY) output.print(`  and ${causes.length - MANY} more`);
}
