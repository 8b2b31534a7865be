import { weeks as allWeeks } from "../../labs/index.js";
import type { StepId } from "../../labs/week.js";
import { goOn, notReached, openLab, stepOf, type Lab } from "../../app/lab/lab.js";
import { printJson, printTable, type Output } from "../terminal/output.js";
import { deployed } from "../../stacks/checkpoint.js";
import { weekMeant } from "../../app/stack/session.js";

interface Flags {
  readonly json?: boolean;
}

/** `lab weeks`: the weeks of the study, and which of them stand. */
export async function weeks(flags: Flags, output: Output): Promise<void> {
  const rows = await Promise.all(
    allWeeks.map(async ({ id, title, steps, base, versions }) => {
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

/** `lab steps week1`: all steps of a week; a mark shows where the lab stands. */
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
  const rows = week.steps.map(({ id, kind, title }) => [
    markOf(id, lab),
    id,
    kind,
    id === week.base ? `${title} (base lab)` : title,
  ]);
  printTable(output, rows);
  const missed = lab === undefined ? undefined : notReached(lab);
  if (lab === undefined || missed === undefined) return;
  output.say(`… was asked for and not reached. Next: ${goOn(week.id, missed, stepOf(lab))}`);
}
