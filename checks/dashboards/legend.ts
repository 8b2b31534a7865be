import type { Labels } from "../prometheus.js";
import type { AskedQuery } from "./ask.js";

/** The name of a series in a panel: by the query's legend, or all its labels. */
export const legendOf = ({ query, expr }: AskedQuery, labels: Labels): string =>
  query.legend === "" ? allOf(labels) || expr : filledLegend(query.legend, labels);

/** `{{ source_workload }} P50`; a label that the series lacks leaves nothing. */
const filledLegend = (legend: string, labels: Labels): string =>
  legend.replaceAll(/\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => labels[name] ?? "");

function allOf({ __name__ = "", ...labels }: Labels): string {
  const list = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return list.length === 0 ? __name__ : `${__name__}{${list.join(", ")}}`;
}
