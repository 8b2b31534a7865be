import type { Command } from "../../labs/page.js";
import { indexOf, type Step, type Week } from "../../labs/week.js";
import type { Output } from "../terminal/output.js";

/** So many signs stand on a line of prose: more are hard to read. */
const WIDTH = 100;

/** Shows a step to the learner: title, lesson, what to type and what it answers, where the lab differs from the notes. */
export function printStep(output: Output, week: Week, id: string): void {
  const step = week.steps[indexOf(week, id)];
  if (step === undefined) return;
  output.print("");
  output.print(output.paint("bold", `${step.id} ${step.title}`));
  printProse(output, step.lesson);
  printCommands(output, step);
  if (step.deviation !== undefined) {
    output.print("");
    output.print(output.paint("yellow", "Other than in the notes:"));
    printProse(output, step.deviation);
  }
}

/** The commands by themselves: for those who know the lesson. */
function printCommands(output: Output, { commands, load }: Step): void {
  if (commands.length === 0) return;
  output.print("");
  output.print(output.paint("dim", "Try:"));
  commands.forEach((command, index) => {
    if (index > 0) output.print("");
    printCommand(output, command);
  });
  if (load === undefined) return;
  output.print("");
  output.print(`  ${output.paint("cyan", "./lab load run")}  (the same, and a picture of it)`);
}

function printCommand(output: Output, { run, prints, endless, before }: Command): void {
  if (before !== undefined) printProse(output, before, "  ");
  const until = endless ? output.paint("dim", "  (runs until Ctrl-C)") : "";
  output.print(`  ${output.paint("cyan", run.replaceAll("\n", "\n  "))}${until}`);
  for (const line of prints.split("\n")) output.print(output.paint("dim", `    ${line}`.trimEnd()));
}

/** Paragraphs, an empty line between them, broken into lines. */
function printProse(output: Output, text: string, margin = ""): void {
  text.split("\n\n").forEach((paragraph, index) => {
    if (index > 0) output.print("");
    for (const line of paragraph.split("\n").flatMap(broken)) output.print(`${margin}${line}`);
  });
}

/** A text in lines that are not too long, but for words that are. */
function broken(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
