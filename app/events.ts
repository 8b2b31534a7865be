import type { Capacity } from "../labs/requests/fit.js";
import type { Need } from "../labs/requests/need.js";
import type { Amount } from "../labs/requests/pod.js";
import type { StepId } from "../labs/week.js";
import type { ProgressEvent } from "../lib/progress.js";

/** What happens while an operation works on a lab. Whoever called it puts it into words, draws it, or drops it. */
export type AppEvent =
  | EngineNews
  /** A line from a floor below, in words already: the cluster's plugin, a renderer, a choice of the config. */
  | { readonly kind: "note"; readonly text: string }
  /** A tool is got, or other work goes on that takes a while. */
  | { readonly kind: "progress"; readonly event: ProgressEvent }
  /** The config of a stack is lost, and its state tells these values. */
  | {
      readonly kind: "config-recovered";
      readonly stack: string;
      readonly values: Readonly<Record<string, string>>;
    }
  /** A lab stands on another Docker engine than the shell's. */
  | { readonly kind: "other-engine"; readonly stack: string; readonly host: string }
  /** The lock of a run that was killed is cleared. */
  | { readonly kind: "lock-cleared"; readonly why: string }
  | {
      readonly kind: "cluster-off";
      readonly week: string;
      readonly isGone: boolean;
      readonly why: string;
    }
  | { readonly kind: "cluster-started"; readonly week: string }
  /** What a lab that is about to be made reserves, and what Docker has. */
  | { readonly kind: "room"; readonly wanted: Wanted; readonly there: Capacity }
  /** Pods that do not run again yet after their node was started. */
  | { readonly kind: "pods-awaited"; readonly text: string }
  /** They are not waited for any longer. */
  | { readonly kind: "pods-given-up"; readonly pods: string; readonly waitedMs: number }
  /** Pods that keep an `up` waiting, each with its reason. */
  | { readonly kind: "pods-not-ready"; readonly pods: readonly string[] }
  /** Something was done against a problem. */
  | { readonly kind: "cured"; readonly cure: Cured }
  /** A problem is waited for. */
  | {
      readonly kind: "mending";
      readonly says: string;
      readonly more: number;
      readonly waitedMs: number;
    }
  /** What went with a cluster that is gone is taken out of the state. */
  | { readonly kind: "state-cleared" }
  /** What is left of a lab beside its state is removed. */
  | { readonly kind: "leftovers-removed"; readonly stack: string }
  /** The lab goes by way of another step: what belongs to `owner` must be gone first. */
  | { readonly kind: "stopover"; readonly via: StepId; readonly owner: string }
  /** A node port is lost for a while, and the half-made cluster is made again. */
  | { readonly kind: "port-lost"; readonly port: string }
  /** A webhook did not answer; the `up` goes on. */
  | { readonly kind: "webhook-away"; readonly webhook: string }
  /** Actions are done again, since their processes were started again. */
  | { readonly kind: "done-again"; readonly titles: readonly string[] }
  /** A walk turns to a step. */
  | { readonly kind: "step"; readonly id: StepId; readonly title: string }
  /** The lab stands where it was to come. */
  | { readonly kind: "arrived"; readonly arrival: Arrival }
  /** The lab is gone. */
  | { readonly kind: "removed"; readonly stack: string; readonly tookMs: number };

/** What a run of the engine tells. */
export type EngineNews =
  /** A resource that people wait for is done; `op` is the engine's word. */
  | {
      readonly kind: "resource-done";
      readonly op: string;
      readonly urn: string;
      readonly tookMs: number;
    }
  /** A resource has been waited for a while; `why` is empty where nobody says. */
  | {
      readonly kind: "resource-awaited";
      readonly urn: string;
      readonly more: number;
      readonly waitedMs: number;
      readonly why: string;
    }
  /** The program or a plugin says something. */
  | { readonly kind: "engine-said"; readonly text: string; readonly isWarning: boolean };

/** Counts of operations that ended, by kind: `{ create: 12, same: 80 }`. */
export type Counts = Readonly<Record<string, number>>;

/** A lab that stands at a step, and what it took to bring it there. */
export interface Arrival {
  readonly stack: string;
  readonly step: StepId;
  readonly counts: Counts;
  readonly tookMs: number;
  /** The time of each part in ms, in the order in which they began; empty when all was quick. */
  readonly phases: readonly { readonly name: string; readonly tookMs: number }[];
  /** Where its images came from; undefined where that was not looked at. */
  readonly images: Pulled | undefined;
  /** Whether there is anything at the step. */
  readonly stands: boolean;
}

/** How many of a lab's images had to be pulled for it, and their size in bytes, unpacked. */
export interface Pulled {
  readonly of: number;
  readonly count: number;
  readonly bytes: number;
}

/** What a week reserves: at the step that is asked for, and the most of all its steps. */
export interface Wanted {
  readonly week: string;
  readonly step: StepId;
  readonly here: Amount;
  readonly most: Need;
}

/** What was done against a problem, and to what: `Deployment/shop/web`. */
export type Cured =
  | { readonly how: "uncordoned"; readonly node: string }
  | { readonly how: "released"; readonly object: string }
  | { readonly how: "restarted" | "deleted"; readonly key: string; readonly why: string };

/** Is told what happens. */
export type Tell = (event: AppEvent) => void;

/** Passes on the lines of a floor below. */
export const notes =
  (tell: Tell) =>
  (text: string): void => {
    tell({ kind: "note", text });
  };
