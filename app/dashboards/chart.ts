import type { Panel } from "../../labs/dashboards/board.js";
import { stepsOfUnit, type UnitStep } from "../../labs/dashboards/units.js";
import { isNumber, type AskedBoard, type AskedPanel } from "../../checks/dashboards/ask.js";
import { legendOf } from "../../checks/dashboards/legend.js";
import type { Series } from "../../checks/prometheus.js";

/** A curve of a chart. */
export interface Curve {
  readonly name: string;
  readonly colour: string;
  /** Of each time the value; null where there is none. */
  readonly values: readonly (number | null)[];
}

/** What the script of a page draws (draw.mjs). */
export interface Chart {
  readonly times: readonly number[];
  readonly curves: readonly Curve[];
  readonly units: readonly UnitStep[];
  readonly isStacked: boolean;
  /** How much of the room below a curve is filled, 0 to 1. */
  readonly fill: number;
  /** Whether it stands for a trend behind a number, without axes. */
  readonly isBare: boolean;
}

/** Colours that are told apart by those who see few, too; they begin anew after the last. */
const COLOURS = [
  ...["#1f77b4", "#e6862a", "#2f9e44", "#c92a2a", "#8f63b8", "#8a5a44", "#d6589f", "#6b7280"],
  ...["#a8a21c", "#149fb0"],
] as const;

/** Curves and areas that fill their place. */
const STACK_FILL = 0.8;
const BARE_FILL = 0.15;

/** The curves of a panel, all over the same times. */
export function chartOf({ panel, queries }: AskedPanel, { span, scope }: AskedBoard): Chart {
  const times = timesOf(span.from, span.to, scope.stepS);
  const named = queries.flatMap((query) =>
    query.series.map((series) => ({ name: legendOf(query, series.labels), series })),
  );
  const isBare = panel.kind === "stat";
  return {
    times,
    curves: named.map(({ name, series }, place) => ({
      name,
      colour: COLOURS[place % COLOURS.length] ?? "",
      values: valuesAt(times, series),
    })),
    units: stepsOfUnit(panel.unit),
    isStacked: panel.isStacked && !isBare,
    fill: isBare ? BARE_FILL : panel.isStacked ? STACK_FILL : panel.fill / 10,
    isBare,
  };
}

const timesOf = (from: number, to: number, stepS: number): number[] =>
  Array.from({ length: Math.floor((to - from) / stepS) + 1 }, (_, index) => from + index * stepS);

function valuesAt(times: readonly number[], { points }: Series): (number | null)[] {
  const values = new Map(points.filter(isNumber));
  return times.map((time) => values.get(time) ?? null);
}

/** One number of a series, by the panel's own rule; undefined where it has none. */
export function reduced({ points }: Series, { reduce }: Pick<Panel, "reduce">): number | undefined {
  const values = points.filter(isNumber).map(([, value]) => value);
  if (values.length === 0) return undefined;
  const total = values.reduce((sum, value) => sum + value, 0);
  switch (reduce) {
    case "mean":
      return total / values.length;
    case "total":
      return total;
    case "max":
      return Math.max(...values);
    case "min":
      return Math.min(...values);
    case "last":
      return values.at(-1);
  }
}
