import type { Chapter } from "./chapter.js";
import { idOf } from "./chapter.js";
import type { StepId } from "./ids.js";
import type { KubeObject } from "./kube.js";
import { all, type Patch } from "./state.js";
import type { StepFile } from "./step.js";

/**
 * Something that the notes do, and that is not what they mean. The lab does what they mean; told to reproduce the slip
 * (config key `reproduce`), it does as they do, and a check says what comes of it.
 */
export interface Slip {
  /** As the config names it: `redirect-namespace`. */
  readonly name: string;
  /** What is other then, in a few words. */
  readonly says: string;
  /** The steps whose change it is added to. */
  readonly at: readonly StepId[];
  readonly patch: Patch;
  /** The book's checkout, where it can't be reproduced without it. */
  readonly needs?: "book";
}

const MARK = "istio-lab/on-purpose";

/** Marks an object as wrong on purpose: no rule refuses it. @param why in one word: the slip's name */
export const onPurpose = (why: string, object: KubeObject): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    annotations: { ...object.metadata.annotations, [MARK]: why },
  },
});

export const isOnPurpose = ({ metadata }: Pick<KubeObject, "metadata">): boolean =>
  metadata.annotations?.[MARK] !== undefined;

/** Chapters whose steps do as the notes do. */
export const withSlips = (
  chapters: readonly Chapter[],
  slips: readonly Slip[],
): readonly Chapter[] =>
  chapters.map((chapter) => ({
    ...chapter,
    steps: Object.fromEntries(
      Object.entries(chapter.steps).map(([name, file]) => [name, withPatches(name, file, slips)]),
    ),
  }));

function withPatches(name: string, file: StepFile, slips: readonly Slip[]): StepFile {
  const patches = slips.filter(({ at }) => at.includes(idOf(name))).map(({ patch }) => patch);
  if (patches.length === 0) return file;
  return { ...file, change: all(...(file.change === undefined ? [] : [file.change]), ...patches) };
}
