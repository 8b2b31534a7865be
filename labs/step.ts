import type { CheckDraft } from "./checks.js";
import type { LoadRun } from "./load-runs.js";
import type { Patch } from "./state.js";

/** The typed half of a step; the other half is the page beside it. */
export interface StepFile {
  /** What the step changes. Default: nothing, it only looks. */
  readonly change?: Patch;
  /**
   * Whether it stands beside the way: the steps behind it have none of its change. So is a base lab that has at once
   * what the exercises make one by one (`weeks/week4.md`). Default: what it changes stays.
   */
  readonly beside?: true;
  /** What must be true at it, besides what it declares. Default: nothing. */
  readonly checks?: readonly CheckDraft[];
  /** The run of fortio that the step is about, for `lab load run`. Default: none. */
  readonly load?: LoadRun;
}

/** Declares a step: `export default step({ change: apply(...), checks: [...] })`. */
export const step = (file: StepFile): StepFile => file;

/** A step that is a page alone. */
export const look: StepFile = {};

/* All words that a typed file is written in come from here: patches, probes, partial trees, expressions. */
export * from "./connection-probes.js";
export { answers, counts, refuses } from "./container-probes.js";
export * from "./expressions.js";
export * from "./probes.js";
export * from "./state.js";
export * from "./telemetry-probes.js";
export * from "./tree.js";
