import type { Capabilities } from "../capabilities.js";
import type { Change, FieldChange } from "../diff.js";
import type { KubeObject } from "../kube.js";
import type { Manifests } from "../manifests.js";
import type { Part, SampleName } from "../parts/index.js";
import type { Versions } from "../versions.js";

/**
 * The name of an item in the map that a lab's state is. It stays the same over all steps, so that another content is a
 * change and never a new item.
 */
export type ItemKey = string;

/** An object of the lab and the component that it belongs to. */
export interface Placed {
  readonly part: Part;
  readonly object: KubeObject;
}

/** What `lab show` has below the title of something that a step changes. */
export interface Shown {
  readonly fields: readonly FieldChange[];
  /** A text as it is typed, or a value that is shown as YAML. Default: nothing to show. */
  readonly whole?: unknown;
}

/** A line of a diff, and the fields below it. */
export interface DiffLine extends Pick<Change, "fields"> {
  /** New, gone, other than before, or something that is done. */
  readonly mark: "+" | "-" | "~" | "*";
  readonly text: string;
}

/** A kind of item: all that the rest of the pure code knows of it. What it is made of is in stacks/resources/. */
export interface Kind<I> {
  /** An item of the same key takes the place of the one before. */
  readonly key: (item: I) => ItemKey;
  /** How it is called to a person: `addon kiali`. */
  readonly title: (item: I) => string;
  /** What of it is compared with what it was before, field by field. */
  readonly content: (item: I) => unknown;
  /** Whether it is made in the cluster: a step that has it must have one. */
  readonly needsCluster: boolean;
  /** Why a target has nothing to make it in; undefined where it has. @default every target has */
  readonly whyNotOn?: (item: I, target: Pick<Capabilities, "runs">) => string | undefined;
  /** What `lab show` prints of it. @default the whole of a new one, the fields of one that changed */
  readonly shown?: (item: I, change: Change) => Shown;
  /** What `lab diff` prints of it. @default nothing: the diff tells of the objects that it comes to */
  readonly inDiff?: (item: I, change: Change) => DiffLine;
  /** The same on other versions than its week's own (labs/on-versions.ts). @default it names none */
  readonly on?: (item: I, versions: Versions) => I;
  /** The samples of the Istio release whose manifests its objects are made of. @default none */
  readonly samples?: (item: I) => readonly SampleName[];
  /** The objects that it comes to in the cluster. @default none */
  readonly objects?: (item: I, manifests: Manifests) => readonly Placed[];
}

/** The signs of what came, went and changed. */
export const MARKS = { added: "+", removed: "-", changed: "~" } as const;
