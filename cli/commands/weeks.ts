import { weeks as allWeeks } from "../../labs/index.js";
import { openLab } from "../lab.js";
import { printJson, printTable, type Output } from "../output.js";
import { deployed } from "../../stacks/checkpoint.js";
import { weekMeant } from "../stack/session.js";
import { TYPE_WORDS } from "../text/step.js";

interface Flags {
  readonly json?: boolean;
}

/** `lab weeks`: the weeks of the study, and which of them stand. */
export async function weeks(flags: Flags, output: Output): Promise<void> {
  const rows = await Promise.all(
    allWeeks.map(async ({ id, title, steps, base }) => {
      const found = await deployed(id);
      const standsAt = found?.step ?? null;
      return { id, title, steps: steps.length, base, up: found !== undefined, standsAt };
    }),
  );
  if (flags.json === true) {
    printJson(output, rows);
    return;
  }
  const table = rows.map(({ id, steps, up, standsAt, title }) => [
    id,
    `${steps} steps`,
    up ? (standsAt === null ? "half made" : `at ${standsAt}`) : "not up",
    title,
  ]);
  printTable(output, table);
}

/** `lab steps week1`: all steps of a week; a mark shows where the lab stands. */
export async function steps(
  weekId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const week = await weekMeant(weekId);
  if (flags.json === true) {
    const data = week.steps.map(({ id, type, title, lesson }) => ({ id, type, title, lesson }));
    printJson(output, data);
    return;
  }
  const found = await deployed(week.id);
  const at = found === undefined ? undefined : (await openLab(week)).config.step;
  const rows = week.steps.map(({ id, type, title }) => [
    id === at ? "→" : " ",
    id,
    TYPE_WORDS[type],
    id === week.base ? `${title} (base lab)` : title,
  ]);
  printTable(output, rows);
}
