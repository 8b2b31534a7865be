import type { CommandProbe } from "../checks.js";
import { onHost } from "../probes.js";
import { SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "./simple-calls.js";

/** A run of fortio against simple-web (weeks/week3.md 6.3). */
export interface FortioRun {
  /** Requests a second that are tried. */
  readonly qps: number;
  readonly seconds: number;
  readonly connections: number;
  /** How long one request may take, in ms. Default: fortio's own, 3 000. */
  readonly timeoutMs?: number;
  /** Goes on when the first requests fail. */
  readonly allowInitialErrors?: true;
  /** Prints less while it runs. */
  readonly quiet?: true;
  /** A name for the result. */
  readonly label?: string;
}

/** Ten connections that ask as fast as they are answered: compares the ways to spread the load. */
export const F1: FortioRun = { qps: 1000, seconds: 60, connections: 10, timeoutMs: 2000 };
/** One request a second, one at a time. */
export const F2: FortioRun = { qps: 1, seconds: 30, connections: 1, quiet: true };
export const F3: FortioRun = { ...F2, allowInitialErrors: true };
/** The same from two at a time. */
export const F4: FortioRun = { ...F3, qps: 2, connections: 2 };

/** fortio's arguments, as in the notes; `-jitter` keeps the connections from asking in step. */
const argumentsOf = (run: FortioRun): readonly string[] => [
  "load",
  ...(run.quiet === true ? ["-quiet"] : []),
  ...["-jitter", "-t", `${run.seconds}s`, "-c", `${run.connections}`, "-qps", `${run.qps}`],
  ...(run.timeoutMs === undefined ? [] : ["-timeout", `${run.timeoutMs}ms`]),
  ...(run.allowInitialErrors === true ? ["-allow-initial-errors"] : []),
  ...(run.label === undefined ? [] : ["-labels", run.label]),
  ...["-H", `Host: ${SIMPLE_WEB_HEADERS.Host}`],
  SIMPLE_WEB_URL,
];

/** The run as a learner types it. */
export const fortioCommand = (run: FortioRun): string =>
  ["fortio", ...argumentsOf(run).map((word) => (word.includes(" ") ? `"${word}"` : word))].join(
    " ",
  );

/** A run, and what fortio must say about it when it is over. */
export const fortio = (
  run: FortioRun,
  output: Pick<CommandProbe, "matches" | "lacks">,
): CommandProbe => onHost(["fortio", ...argumentsOf(run)], output);

/** Time for a run of half a minute, for another one where the first came too early, and for what is read after it. */
export const LOAD_MS = 120_000;

/** Expression for the share of answers with a code; `percent` is one for the number, such as `100\\.0`. */
export const codeShare = (code: number, percent: string): string =>
  `^Code ${code} : \\d+ \\((?:${percent}) %\\)$`;

/** All requests were answered well. */
export const ALL_OK = codeShare(200, "100\\.0");
