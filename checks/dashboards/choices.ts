import type { Variable } from "../../labs/dashboards/board.js";
import { choose, filledQuery, optionsOf, type Chosen } from "../../labs/dashboards/variables.js";
import type { Prometheus, Sample, Span } from "../prometheus.js";

/** Values that somebody asks for, by the name of the variable. */
export type Asked = Readonly<Record<string, readonly string[]>>;

export interface ChoiceOptions {
  readonly variables: Asked;
  readonly lastS: number;
  readonly stepS: number;
  readonly span: Span;
}

/** Chooses the values of a dashboard's variables, one after the other: the query of one may name those before it. */
export async function chosenIn(
  variables: readonly Variable[],
  prometheus: Prometheus,
  { variables: asked, lastS, stepS, span }: ChoiceOptions,
): Promise<Chosen[]> {
  const chosen: Chosen[] = [];
  for (const variable of variables) {
    const query = filledQuery(variable.query ?? "", { chosen, lastS, stepS });
    const options = optionsOf(await textsFor(query, prometheus, span), variable);
    chosen.push(choose(variable, options, asked[variable.name]));
  }
  return chosen;
}

const LABEL_VALUES = /^\s*label_values\((?:(.+),\s*)?(\w+)\s*\)\s*$/s;
const QUERY_RESULT = /^\s*query_result\((.+)\)\s*$/s;

/** What the query of a variable gives, before its regular expression; nothing for kinds of queries beside these two. */
async function textsFor(query: string, prometheus: Prometheus, span: Span): Promise<string[]> {
  const [, match, label] = LABEL_VALUES.exec(query) ?? [];
  if (label !== undefined) return prometheus.labelValues(label, span, match);
  const [, expr] = QUERY_RESULT.exec(query) ?? [];
  return expr === undefined ? [] : (await prometheus.query(expr, span.to)).map(written);
}

/** A sample as Grafana writes it for a variable: `istio_requests_total{reporter="source"} 3 1700000000000`. */
function written({ labels: { __name__ = "", ...labels }, at, value }: Sample): string {
  const list = Object.entries(labels).map(([name, text]) => `${name}="${text}"`);
  return `${__name__}{${list.join(",")}} ${value} ${at * 1000}`;
}
