import type { DownloadError } from "../lib/download-error.js";
import type { ToolContext } from "./context.js";
import type { Tool, Unit } from "./tool.js";

/** What was tried for a unit, and why it did not work: the lines of the error when nothing did. */
export interface Attempt {
  /** `download https://…`, `build from Go modules`. */
  readonly source: string;
  readonly reason: string;
  /** The command that helps, where it is known better here than in general. */
  readonly next?: string;
}

/** One call of `ensureTools`: what its parts share. */
export interface Run {
  readonly context: ToolContext;
  /** Hosts that did not answer, and how: they are not asked again. */
  readonly deadHosts: Map<string, DownloadError>;
  /** By unit. */
  readonly attempts: Map<string, Attempt[]>;
}

/** Begins a run with nothing tried. */
export function newRun(context: ToolContext): Run {
  return { context, deadHosts: new Map(), attempts: new Map() };
}

/** Remembers why a source did not work, and says so. */
export function note(run: Run, unit: Unit, tools: readonly Tool[], attempt: Attempt): void {
  const all = run.attempts.get(unit.name) ?? [];
  run.attempts.set(unit.name, [...all, attempt]);
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
