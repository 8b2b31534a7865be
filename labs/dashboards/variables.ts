import type { Variable } from "./board.js";

/** A variable with what it may be and what it is. */
export interface Chosen {
  readonly variable: Variable;
  /** All values there are, in their order. */
  readonly options: readonly string[];
  /** The ones that count; all of them where `isAll`. */
  readonly values: readonly string[];
  readonly isAll: boolean;
}

/** What the queries of a dashboard are filled in with. */
export interface Scope {
  readonly chosen: readonly Chosen[];
  /** Distance of two points of a curve, in s. */
  readonly stepS: number;
  /** How far back it looks, in s. */
  readonly lastS: number;
}

/** How often the labs' Prometheus scrapes, in s: a rate needs several scrapes. */
const SCRAPE_S = 15;

/** The word for all values of a variable. */
export const ALL = "All";

/** `$name`, `${name}`, `${name:format}` and `[[name]]`. */
const REFERENCE = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)(?::(\w+))?\]\]/g;

/**
 * Fills in the variables of a text. What is no variable of the dashboard stays, as `$1` in a query of its own does.
 * @param write how a variable without a format is written
 */
function filled(text: string, scope: Scope, write: (chosen: Chosen) => string): string {
  return text.replace(REFERENCE, (whole, ...groups: readonly (string | undefined)[]) => {
    const name = groups[0] ?? groups[1] ?? groups[3] ?? "";
    const format = groups[2] ?? groups[4];
    const time = timeOf(name, scope);
    if (time !== undefined) return time;
    const found = scope.chosen.find(({ variable }) => variable.name === name);
    if (found === undefined) return whole;
    return format === undefined ? write(found) : inFormat(found.values, format);
  });
}

/** A query with its variables filled in, as Grafana does it for Prometheus: several values become `(a|b)`. */
export const filledQuery = (expr: string, scope: Scope): string => filled(expr, scope, inQuery);

/** A title, or a legend: values as they are. */
export const filledText = (text: string, scope: Scope): string =>
  filled(text, scope, ({ values, isAll }) => (isAll ? ALL : values.join(" + ")));

function inQuery({ variable, values, isAll }: Chosen): string {
  if (isAll && variable.allValue !== undefined) return variable.allValue;
  if (!variable.isMulti && !variable.hasAll) return plainly(values[0] ?? "");
  return inFormat(values, "regex");
}

/** A value in a text of PromQL. */
const plainly = (value: string): string => value.replaceAll("\\", "\\\\").replaceAll("'", "\\\\'");

/** The same in a regular expression: its signs are escaped for the expression, and the backslashes for the text. */
const escaped = (value: string): string =>
  value.replaceAll("\\", "\\\\\\\\").replaceAll(/[$^*{}[\]'+?.()|]/g, "\\\\$&");

function inFormat(values: readonly string[], format: string): string {
  switch (format) {
    case "regex":
      return values.length === 1 ? escaped(values[0] ?? "") : `(${values.map(escaped).join("|")})`;
    case "pipe":
      return values.join("|");
    case "csv":
    case "raw":
      return values.join(",");
    default:
      return values.join(" + ");
  }
}

/** Grafana's own variables. */
function timeOf(name: string, { stepS, lastS }: Scope): string | undefined {
  switch (name) {
    case "__interval":
      return `${stepS}s`;
    case "__rate_interval":
      return `${Math.max(stepS + SCRAPE_S, 4 * SCRAPE_S)}s`;
    case "__range":
      return `${lastS}s`;
    case "__range_s":
      return `${lastS}`;
    default:
      return undefined;
  }
}

/** A label of series as Grafana reads it from an answer: `istio_requests_total{reporter="source"} 3 1700000000000`. */
export const optionsOf = (texts: readonly string[], { regex, sort }: Variable): string[] =>
  sorted([...new Set(texts.flatMap((text) => valueIn(text, regex)))], sort);

/** An expression with a group gives what the group meets, one without all that it meets. */
function valueIn(text: string, regex: string): string[] {
  if (regex === "") return [text];
  const [, body = regex, flags = ""] = /^\/(.*)\/(\w*)$/s.exec(regex) ?? [];
  const found = new RegExp(body, flags.replaceAll(/[gy]/g, "")).exec(text);
  return found === null ? [] : [found[1] ?? found[0]];
}

function sorted(values: readonly string[], sort: number): string[] {
  if (sort === 0) return [...values];
  const isNumeric = sort === 3 || sort === 4;
  const isBlind = sort === 5 || sort === 6;
  const compare = (a: string, b: string): number =>
    isNumeric ? Number.parseFloat(a) - Number.parseFloat(b) : a < b ? -1 : a > b ? 1 : 0;
  const key = (value: string): string => (isBlind ? value.toLowerCase() : value);
  const upwards = [...values].sort((a, b) => compare(key(a), key(b)));
  return sort % 2 === 0 ? upwards.reverse() : upwards;
}

/**
 * What a variable is: what was asked for; else what the dashboard has chosen, if there is such a value; else all of
 * them, or the first.
 * @param asked values, or `All`. Undefined: nobody asked.
 */
export function choose(
  variable: Variable,
  options: readonly string[],
  asked: readonly string[] | undefined,
): Chosen {
  const all = { variable, options, values: options, isAll: true };
  const wanted = asked ?? variable.chosen.filter((value) => options.includes(value));
  if (variable.query === undefined)
    return { variable, options: variable.chosen, values: asked ?? variable.chosen, isAll: false };
  if (variable.hasAll && (wanted.length === 0 || wanted.includes(ALL))) return all;
  const values = wanted.length === 0 ? options.slice(0, 1) : wanted;
  return { variable, options, values, isAll: false };
}
