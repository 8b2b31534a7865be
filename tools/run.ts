import { DownloadError } from "../lib/download-error.js";
import type { ToolContext } from "./context.js";
import type { Tool, Unit } from "./tool.js";

/** What was tried for a unit, and why it did not work: the lines of the error when nothing did. */
export interface Attempt {
  /** `download https://…`, `build from Go modules`. */
  readonly source: string;
  readonly reason: string;
  /** The command that helps, where it is known better here than in general. */
  readonly next?: string;
  /** How a download failed. */
  readonly failure?: Failure;
}

/**
 * How a download failed: `hiccup`: it may work a moment later; `down`: there is no way to the host; `refused`: all
 * answered, and it was not to be had, or was another file.
 */
export type Failure = "hiccup" | "down" | "refused";

/** How an error of a download is to be taken. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof DownloadError)) return "refused";
  if (error.passing) return "hiccup";
  return error.hostDown ? "down" : "refused";
}

/** Of the failed downloads of a unit the one that gives most hope. */
export function mostHopeful(
  run: Run,
  unit: Unit,
): { readonly failure: Failure; readonly reason: string } | undefined {
  const failed = (run.attempts.get(unit.name) ?? []).flatMap(({ failure, reason }) =>
    failure === undefined ? [] : [{ failure, reason }],
  );
  const of = (wanted: Failure) => failed.find(({ failure }) => failure === wanted);
  return of("hiccup") ?? of("down") ?? of("refused");
}

/** One call of `ensureTools`: what its parts share. */
export interface Run {
  readonly context: ToolContext;
  /** Hosts that did not answer, and how: they are not asked again. */
  readonly deadHosts: Map<string, DownloadError>;
  /** By unit. */
  readonly attempts: Map<string, Attempt[]>;
  /** Whether it does without a tool rather than wait: each download is tried once, and failures are not told. */
  readonly hasty: boolean;
}

/** Begins a run with nothing tried. */
export function newRun(context: ToolContext): Run {
  return { context, deadHosts: new Map(), attempts: new Map(), hasty: false };
}

/** Remembers why a source did not work, and says so. */
export function note(run: Run, unit: Unit, tools: readonly Tool[], attempt: Attempt): void {
  const all = run.attempts.get(unit.name) ?? [];
  run.attempts.set(unit.name, [...all, attempt]);
  if (run.hasty) return;
  run.context.progress({
    what: label(unit, tools),
    state: "working",
    text: `${attempt.source} … ${lastLine(attempt.reason)}`,
  });
}

/** How a unit is called in news: by its only missing tool, or by its own name. */
export function label(unit: Unit, tools: readonly { readonly name: string }[]): string {
  const [only] = tools;
  return `${tools.length === 1 && only !== undefined ? only.name : unit.name} ${unit.version}`;
}

/** Of the output of a command the last line tells most. */
function lastLine(text: string): string {
  const line = text.trimEnd().split("\n").at(-1)?.trim() ?? "";
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
