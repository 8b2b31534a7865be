import type { Chapter } from "./chapter.js";
import type { Check } from "./checks.js";
import type { LoadRun } from "./load-runs.js";
import type { StepId } from "./ids.js";
import type { Loop } from "./loops.js";
import type { Command, StepKind } from "./page.js";
import { withRestarts } from "./restart.js";
import type { Slip } from "./slips.js";
import type { Stopover } from "./stopovers.js";
import type { Versions } from "./versions.js";
import type { ClusterSpec } from "./cluster.js";
import { clusterOf } from "./contents.js";
import { nothing, type LabState, type Patch } from "./state.js";

/** One exercise, as data. */
export interface Step {
  readonly id: StepId;
  readonly kind: StepKind;
  readonly title: string;
  /** What to see and why: paragraphs, an empty line between them. */
  readonly lesson: string;
  /** Commands for the learner to try. */
  readonly commands: readonly Command[];
  /** What the notes type for the step's change, where it is a command. Default: nothing. */
  readonly notes?: readonly string[];
  /** The run of fortio that the step is about, for `lab load run`. Default: none. */
  readonly load?: LoadRun;
  /** Undefined where the step only looks. */
  readonly patch?: Patch;
  /** Whether the steps behind it have none of its patch. */
  readonly beside?: true;
  readonly checks: readonly Check[];
  /** Where the lab differs from the study notes, and why; shown by `lab show`. */
  readonly deviation?: string | undefined;
}

export type { StepId } from "./ids.js";

/** What a step shows otherwise on another Istio than its week's own (config key `istio`). */
export interface Otherwise {
  /** The release: `1.23.2`. */
  readonly istio: string;
  readonly at: StepId;
  /** Told by `lab show`. */
  readonly says: string;
  /**
   * Checks of the step as they hold there, by the sentences of those in whose place they are; undefined for one that
   * holds no more. Default: all hold as they are.
   */
  readonly instead?: Readonly<Record<string, Pick<Check, "says" | "probe" | "hint"> | undefined>>;
}

export interface Week {
  /** Also the stack's name: `week1`. */
  readonly id: string;
  readonly title: string;
  /** Its cluster and its mesh are of these, at every step. */
  readonly versions: Versions;
  /** The step a new stack stands at: the week's base lab. */
  readonly base: StepId;
  readonly steps: readonly Step[];
  /** The folders that the steps lie in. Default: none, a week that was put together for a test. */
  readonly chapters?: readonly Chapter[];
  /** Requests to keep running beside the steps. Default: none. */
  readonly loops?: readonly Loop[];
  /**
   * Its own dashboard, in Grafana's JSON: what its exercises are about. What builds it is loaded when somebody asks.
   * Default: none.
   */
  readonly board?: () => Promise<string>;
  /** What the notes do and do not mean, which a lab can be told to reproduce. Default: nothing. */
  readonly slips?: readonly Slip[];
  /** The same week with some of them reproduced, by their names. Undefined: it has none. */
  readonly reproducing?: (names: readonly string[]) => Week;
  /** What is otherwise on other Istios than the week's own. Default: it is written for no other one. */
  readonly otherwise?: readonly Otherwise[];
  /** Steps that the lab must go by where objects of others stand in its way. Default: none. */
  readonly stopovers?: readonly Stopover[];
}

/** @throws Error when the week has no such step; the CLI checks a learner's input before it comes here. */
export function indexOf(week: Week, id: string): number {
  const index = week.steps.findIndex((step) => step.id === id);
  if (index < 0) throw new Error(`${week.id} has no step ${id}`);
  return index;
}

/**
 * The state at a step: the fold of all patches up to and with it, but for those of steps beside the way, and the
 * restarts that it asks for.
 */
export function stateAt(week: Week, id: string): LabState {
  const folded = week.steps
    .slice(0, indexOf(week, id) + 1)
    .filter((step) => step.beside !== true || step.id === id)
    .reduce((state, step) => step.patch?.(state) ?? state, nothing);
  return withRestarts(folded);
}

/** The cluster of a week, which has one spec whatever the step; undefined for a week that never has one. */
export function clusterOfWeek(week: Week): ClusterSpec | undefined {
  const atBase = clusterOf(stateAt(week, week.base));
  return (
    atBase ??
    week.steps.map(({ id }) => clusterOf(stateAt(week, id))).find((spec) => spec !== undefined)
  );
}
