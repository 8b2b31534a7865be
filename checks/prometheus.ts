import { BugError, messageOf, ToolError } from "../lib/errors.js";
import type { HttpClient } from "./http-client.js";
import { showAnswer } from "./http-probe.js";

/** Labels of a series; its name is `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/** A point of a curve: s since 1970, and what was there. */
export type Point = readonly [at: number, value: number];

/** A series with its value at one time. */
export interface Sample {
  readonly labels: Labels;
  readonly at: number;
  readonly value: number;
}

/** A series with its values over some time. */
export interface Series {
  readonly labels: Labels;
  readonly points: readonly Point[];
}

/** A time, both ends in s since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A Prometheus that is asked by its HTTP API.
 * Each throws ToolError `prometheus-silent` where nothing answers, `prometheus-refused` with its own words where it
 * refuses what it is asked.
 */
export interface Prometheus {
  /** The value of each series at a time, in s since 1970; by default now. A scalar is a series without labels. */
  readonly query: (expr: string, at?: number) => Promise<Sample[]>;
  /** The values of each series, so many s apart. */
  readonly range: (expr: string, span: Span, stepS: number) => Promise<Series[]>;
  /** The values that a label has, in the series that match; in all where none is named. */
  readonly labelValues: (label: string, span: Span, match?: string) => Promise<string[]>;
}

type RawPoint = readonly [number, string];
type Raw =
  | { readonly resultType: "scalar" | "string"; readonly result: RawPoint }
  | {
      readonly resultType: "vector";
      readonly result: readonly { readonly metric: Labels; readonly value: RawPoint }[];
    }
  | {
      readonly resultType: "matrix";
      readonly result: readonly { readonly metric: Labels; readonly values: readonly RawPoint[] }[];
    };

/** @param at its own address: `http://127.0.0.1:30001` */
export function prometheusAt(at: string, http: HttpClient): Prometheus {
  const ask = async <T>(path: string, params: Readonly<Record<string, string>>): Promise<T> => {
    const url = `${at}/api/v1/${path}?${new URLSearchParams(params).toString()}`;
    const answer = await http({ url }).catch((error: unknown) => {
      throw new ToolError("prometheus-silent", `Prometheus at ${at}: ${messageOf(error)}`, {
        cause: error,
        next: "./lab status (whether its pod is ready)",
      });
    });
    const { data, error } = parse(answer.body) as { readonly data?: T; readonly error?: string };
    if (data !== undefined && answer.status === 200) return data;
    const why = error === undefined ? `answered ${showAnswer(answer)}` : `refused: ${error}`;
    throw new ToolError("prometheus-refused", `Prometheus at ${at} ${why}`);
  };
  return {
    query: async (expr, time) =>
      samplesOf(
        await ask<Raw>("query", {
          query: expr,
          ...(time === undefined ? {} : { time: `${time}` }),
        }),
      ),
    range: async (expr, { from, to }, stepS) =>
      seriesOf(
        await ask<Raw>("query_range", {
          ...{ query: expr, start: `${from}`, end: `${to}`, step: `${stepS}` },
        }),
      ),
    labelValues: (label, { from, to }, match) =>
      ask<string[]>(`label/${encodeURIComponent(label)}/values`, {
        ...{ start: `${from}`, end: `${to}` },
        ...(match === undefined ? {} : { "match[]": match }),
      }),
  };
}

function parse(body: string): object {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

const point = ([at, value]: RawPoint): Point => [at, numberOf(value)];

/** `+Inf` is no number to JavaScript. */
const numberOf = (text: string): number => Number(text.replace("Inf", "Infinity"));

function samplesOf(raw: Raw): Sample[] {
  switch (raw.resultType) {
    case "matrix":
      throw new BugError("odd-answer", "a query for one time gave many");
    case "scalar":
    case "string": {
      const [at, value] = point(raw.result);
      return [{ labels: {}, at, value }];
    }
    case "vector":
      return raw.result.map(({ metric, value }) => {
        const [at, number] = point(value);
        return { labels: metric, at, value: number };
      });
  }
}

function seriesOf(raw: Raw): Series[] {
  if (raw.resultType !== "matrix")
    throw new BugError("odd-answer", `a query for some time gave a ${raw.resultType}`);
  return raw.result.map(({ metric, values }) => ({ labels: metric, points: values.map(point) }));
}
