import type { Board } from "../../labs/dashboards/board.js";
import { ALL } from "../../labs/dashboards/variables.js";
import { UsageError } from "../../lib/errors.js";
import { didYouMean } from "../../lib/suggest.js";
import { askBoard, type AskedBoard } from "../../checks/dashboards/ask.js";
import type { Asked } from "../../checks/dashboards/choices.js";
import type { Prometheus } from "../../checks/prometheus.js";

/** What a learner chooses of a dashboard. */
export interface Choice {
  /** `name=value`, several of a name where several are meant. */
  readonly vars: readonly string[];
  /** How far back, in s. Undefined: as the dashboard says. */
  readonly lastS: number | undefined;
}

/**
 * Asks all that a dashboard shows, with values that there are.
 * @throws UsageError `bad-variable`, `unknown-variable`, `unknown-value` with those there are
 * @throws ToolError `prometheus-silent`
 */
export async function askChosen(
  board: Board,
  prometheus: Prometheus,
  { vars, lastS }: Choice,
): Promise<AskedBoard> {
  const variables = variablesOf(board, vars);
  const asked = await askBoard(board, prometheus, { variables, lastS });
  for (const { variable, options } of asked.scope.chosen) {
    const missing = (variables[variable.name] ?? []).find(
      (value) => variable.query !== undefined && value !== ALL && !options.includes(value),
    );
    if (missing !== undefined) throw unknownValue(variable.name, missing, options);
  }
  return asked;
}

/** @throws UsageError `bad-variable`, `unknown-variable` */
export function variablesOf({ variables }: Board, vars: readonly string[]): Asked {
  const names = variables.filter(({ query }) => query !== undefined).map(({ name }) => name);
  const asked: Record<string, string[]> = {};
  for (const text of vars) {
    const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError("bad-variable", `"${text}" is no variable with its value.`, {
        next: `./lab dashboard <name> --var ${names[0] ?? "name"}=<value>`,
      });
    if (!names.includes(name)) throw unknownVariable(name, names);
    asked[name] = [...(asked[name] ?? []), value];
  }
  return asked;
}

const unknownVariable = (name: string, names: readonly string[]): UsageError =>
  new UsageError(
    "unknown-variable",
    `The dashboard has no variable "${name}".${didYouMean(name, names)} Variables: ${names.join(", ") || "none"}.`,
    { next: "the same without it" },
  );

const unknownValue = (name: string, value: string, options: readonly string[]): UsageError =>
  new UsageError(
    "unknown-value",
    `${name} is never "${value}".${didYouMean(value, options)} Values: ${options.join(", ") || "none, Prometheus has no such series yet"}.`,
    { next: "./lab load start (what has had no requests is not known to Prometheus)" },
  );
