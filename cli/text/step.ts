import { indexOf, type Step, type StepType, type Week } from "../../labs/week.js";
import type { Output } from "../output.js";

/** The types of a step in words. */
export const TYPE_WORDS: Readonly<Record<StepType, string>> = {
  B: "base",
  M: "change",
  F: "fault",
  L: "load",
  O: "look",
};

/** Shows a step to the learner: title, lesson, what to type, where the lab differs from the notes. */
export function printStep(output: Output, week: Week, id: string): void {
  const step = week.steps[indexOf(week, id)];
  if (step === undefined) return;
  output.print("");
  output.print(output.paint("bold", `${step.id} ${step.title}`));
  output.print(step.lesson);
  if (step.deviation !== undefined) {
    output.print(`${output.paint("yellow", "Other than in the notes:")} ${step.deviation}`);
  }
  printCommands(output, step);
}

function printCommands(output: Output, { commands: typed, load }: Step): void {
  const commands = load === undefined ? typed : [...typed, "./lab load run"];
  if (commands.length === 0) return;
  output.print("");
  output.print(output.paint("dim", "Try:"));
  commands.forEach((command) => {
    output.print(`  ${output.paint("cyan", command.replaceAll("\n", "\n  "))}`);
  });
}
