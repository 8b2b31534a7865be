import { chapterOf } from "../../labs/chapter.js";
import { readIntroduction } from "../../labs/pages.js";
import { changesOf } from "../../labs/step-changes.js";
import { indexOf, type Week } from "../../labs/week.js";
import { stepNamed } from "../../stacks/config.js";
import { openLab, stepOf } from "../../app/lab/lab.js";
import { printJson, type Output } from "../terminal/output.js";
import { configured, weekMeant, weekOfStep } from "../../app/stack/session.js";
import { printChanges } from "../text/change.js";
import { needInWords } from "../text/needs.js";
import { printStep } from "../text/step.js";

/** `lab show 1.57`: the lesson of a step, what it changes, what to type, what is checked. */
export async function show(
  stepId: string | undefined,
  flags: { readonly json?: boolean },
  output: Output,
): Promise<void> {
  const named = stepId === undefined ? await weekMeant(undefined) : weekOfStep(stepId);
  const week = await configured(named);
  const id = stepId === undefined ? stepOf(await openLab(week)) : stepNamed(week, stepId);
  if (flags.json === true) {
    printJson(output, asJson(week, id));
    return;
  }
  // read first: a mistake in the step is told in place of half of it
  const { checks = [], notes = [] } = week.steps[indexOf(week, id)] ?? {};
  printIntroduction(output, week, id);
  printStep(output, week, id);
  output.print("");
  printChanges(output, changesOf(week, id));
  if (notes.length > 0) {
    output.print("");
    output.print(output.paint("dim", "What the notes type for it:"));
    for (const command of notes) output.print(`  ${command.replaceAll("\n", "\n  ")}`);
  }
  output.print("");
  for (const { says, needs } of checks) output.print(`Check: ${says}${needInWords(needs)}`);
}

/** The chapter of a step that begins one. */
function printIntroduction(output: Output, week: Week, id: string): void {
  const chapter = chapterOf(week.chapters ?? [], id);
  if (chapter?.first !== true) return;
  const { title, text } = readIntroduction(
    chapter.folder,
    week.steps.map((step) => step.id),
  );
  output.print("");
  output.print(output.paint("bold", `Chapter: ${title}`));
  const lines = text.split("\n").filter((line) => !line.startsWith("```"));
  for (const line of lines) output.print(line);
}

function asJson(week: Week, id: string): object {
  const { patch: _patch, ...data } = week.steps[indexOf(week, id)] ?? {};
  return { week: week.id, ...data, changes: changesOf(week, id) };
}
