import type { HttpRequest } from "./http-requests.js";
import type { CommandProbe } from "./probe-kinds.js";

/** A run of fortio: so many connections that ask for so long, and what came of each call is counted. */
export interface LoadRun extends HttpRequest {
  /** One word, which its picture is named after: `roundrobin`. */
  readonly name: string;
  /** Calls a second that are tried, by all connections together. */
  readonly qps: number;
  readonly seconds: number;
  readonly connections: number;
  /** How long one call may take, in ms. Default: fortio's own, 3 000. */
  readonly timeoutMs?: number;
  /** Goes on when the first calls fail. */
  readonly allowInitialErrors?: true;
  /** Prints less while it runs. */
  readonly quiet?: true;
}

/** What a figure must lie within, both included. Default: without limit. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** A run, and what must have come of it. */
export interface LoadProbe {
  readonly kind: "load";
  readonly run: LoadRun;
  /** The share of the calls that were answered with a status, 0 to 1. */
  readonly codes?: Readonly<Record<number, Limits>>;
  /** So many percent of the calls took at most this long, in s: 50, 75, 90, 99 and 99.9 are known. */
  readonly percentiles?: Readonly<Record<number, Limits>>;
  /** Calls that were made in a second. */
  readonly qps?: Limits;
  /** What must be seen at least once while it goes on. */
  readonly meanwhile?: CommandProbe;
}

/** fortio's arguments; `-jitter` keeps the connections from asking in step. */
export function fortioArguments(run: LoadRun): readonly string[] {
  const headers = Object.entries(run.headers ?? {}).flatMap(([name, value]) => [
    "-H",
    `${name}: ${value}`,
  ]);
  return [
    "load",
    ...(run.quiet === true ? ["-quiet"] : []),
    ...["-jitter", "-t", `${run.seconds}s`, "-c", `${run.connections}`, "-qps", `${run.qps}`],
    ...(run.timeoutMs === undefined ? [] : ["-timeout", `${run.timeoutMs}ms`]),
    ...(run.allowInitialErrors === true ? ["-allow-initial-errors"] : []),
    ...["-labels", run.name],
    ...headers,
    run.url,
  ];
}

/** The run as a learner types it. */
export const fortioCommand = (run: LoadRun): string =>
  ["fortio", ...fortioArguments(run).map((word) => (word.includes(" ") ? `"${word}"` : word))].join(
    " ",
  );
