import { weeks as allWeeks } from "../../labs/index.js";
import { chapterOf } from "../../labs/chapter.js";
import { readIntroduction } from "../../labs/pages.js";
import type { StepId, Week } from "../../labs/week.js";
import { goOn, notReached, openLab, stepOf, type Lab } from "../../app/lab/lab.js";
import { printJson, printTable, tableOf, type Output } from "../terminal/output.js";
import { deployed } from "../../stacks/checkpoint.js";
import { asItStands, weekMeant } from "../../app/stack/session.js";

interface Flags {
  readonly json?: boolean;
}

/** `lab weeks`: the weeks of the study, and which of them stand. */
export async function weeks(flags: Flags, output: Output): Promise<void> {
  const rows = await Promise.all(
    allWeeks.map(async (week) => {
      const { id, title, steps, base, versions } = await asItStands(week);
      const found = await deployed(id);
      const standsAt = found?.step ?? null;
      const up = found !== undefined;
      return { id, title, steps: steps.length, base, up, standsAt, versions };
    }),
  );
  if (flags.json === true) {
    printJson(output, rows);
    return;
  }
  const table = rows.map(({ id, steps, up, standsAt, title, versions }) => [
    id,
    `${steps} steps`,
    up ? (standsAt === null ? "half made" : `at ${standsAt}`) : "not up",
    `Istio ${versions.istio} on Kubernetes ${versions.kubernetes}`,
    title,
  ]);
  printTable(output, table);
}

/** Where the lab stands; and where it was to come to, if it isn't there. */
function markOf(id: StepId, lab: Lab | undefined): string {
  if (lab === undefined) return " ";
  if (id === stepOf(lab)) return "→";
  return id === lab.asked ? "…" : " ";
}

/** So long is a sentence under a heading at most: it is read in passing. */
const SHORT = 100;

/** The chapter of a step that begins one: its title, and what it is about where one short sentence says it. */
function printHeading(output: Output, week: Week, id: string): void {
  const chapter = chapterOf(week.chapters ?? [], id);
  if (chapter?.first !== true) return;
  const { title, text } = readIntroduction(
    chapter.folder,
    week.steps.map((step) => step.id),
  );
  const [, about = ""] = /^(.+?\.)(?:\s|$)/s.exec(text) ?? [];
  output.print("");
  output.print(output.paint("bold", title));
  if (about !== "" && about.length <= SHORT) output.print(about.replaceAll("\n", " "));
}

/** `lab steps week1`: all steps of a week by chapters; a mark shows where the lab stands. */
export async function steps(
  weekId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const week = await weekMeant(weekId);
  if (flags.json === true) {
    const data = week.steps.map(({ id, kind, title, lesson }) => ({ id, kind, title, lesson }));
    printJson(output, data);
    return;
  }
  const found = await deployed(week.id);
  const lab = found === undefined ? undefined : await openLab(week);
  const rows = tableOf(
    week.steps.map(({ id, kind, title }) => [
      markOf(id, lab),
      id,
      kind,
      id === week.base ? `${title} (base lab)` : title,
    ]),
  );
  week.steps.forEach(({ id }, place) => {
    printHeading(output, week, id);
    output.print(rows[place] ?? "");
  });
  const missed = lab === undefined ? undefined : notReached(lab);
  if (lab === undefined || missed === undefined) return;
  output.say(`… was asked for and not reached. Next: ${goOn(week.id, missed, stepOf(lab))}`);
}
