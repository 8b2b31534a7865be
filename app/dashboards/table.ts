import type { Column, Panel } from "../../labs/dashboards/board.js";
import { colourOf, formatted } from "../../labs/dashboards/units.js";
import type { AskedPanel } from "../../checks/dashboards/ask.js";

/** A cell as it is shown. */
export interface Cell {
  readonly text: string;
  readonly colour: string | undefined;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

type Row = Readonly<Record<string, string | number>>;

/**
 * The rows of a table: those of several queries that agree in all labels that both have are one row, and each query
 * has a column of its own for its value.
 */
export function tableOf({ panel, queries }: AskedPanel): Table {
  const columnOf = (id: string): string => (queries.length === 1 ? "Value" : `Value #${id}`);
  let rows: Row[] = [];
  for (const { query, series } of queries) {
    const found = series.flatMap(({ labels, points }): Row[] => {
      const last = points.at(-1);
      return last === undefined ? [] : [{ ...labels, [columnOf(query.id)]: last[1] }];
    });
    rows = joined(rows, found);
  }
  // a query that found nothing has its column all the same
  const values = queries.map(({ query }) => columnOf(query.id));
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const labels = [...names].filter((name) => !values.includes(name)).sort();
  const shown = [...labels, ...values]
    .map((name) => ({ name, style: styleOf(name, panel) }))
    .filter(({ style }) => style?.isHidden !== true);
  return {
    columns: shown.map(
      ({ name, style }) => ((style?.title ?? "") === "" ? name : style?.title) ?? name,
    ),
    rows: rows.map((row) => shown.map(({ name, style }) => cellOf(row[name], style, panel))),
  };
}

/** Rows that fit to none of those before stay rows of their own. */
function joined(rows: readonly Row[], more: readonly Row[]): Row[] {
  const single = more.filter((row) => !rows.some((other) => agree(row, other)));
  const merged = rows.map(
    (row) => Object.assign({}, row, ...more.filter((other) => agree(row, other))) as Row,
  );
  return [...merged, ...single];
}

const agree = (a: Row, b: Row): boolean =>
  Object.keys(a).every((name) => !(name in b) || a[name] === b[name]);

const styleOf = (name: string, { columns }: Panel): Column | undefined =>
  columns.find(({ pattern }) =>
    new RegExp(/^\/(.*)\/$/.exec(pattern)?.[1] ?? `^${pattern}$`).test(name),
  );

function cellOf(value: string | number | undefined, style: Column | undefined, panel: Panel): Cell {
  if (typeof value !== "number") return { text: value ?? "", colour: undefined };
  return {
    text: formatted(value, style ?? panel),
    colour: colourOf(value, style?.colours ?? []),
  };
}
