import type { StepId } from "./ids.js";
import type { StepFile } from "./step.js";

/** The name of a step's two files: `3.15-canary`. */
export type StepName = `${StepId}-${string}`;

/** A folder of steps, with an introduction in its README.md. */
export interface Chapter {
  /** Its path from the root. */
  readonly folder: string;
  /** By name, in the order of the study. */
  readonly steps: Readonly<Record<StepName, StepFile>>;
}

/** Declares a chapter. A unit test proves that it has all steps of its folder. */
export const chapter = (folder: string, steps: Readonly<Record<StepName, StepFile>>): Chapter => ({
  folder,
  steps,
});

/** @throws TypeError when the name does not begin with a step's id. */
export function idOf(name: string): StepId {
  const [, id] = /^(\d+\.\d+)-[a-z0-9-]+$/.exec(name) ?? [];
  if (id === undefined) throw new TypeError(`"${name}" is no name of a step, as 3.15-canary is`);
  return id as StepId;
}

/** The folder of a step, and whether it is the first of its chapter; undefined for a week without chapters. */
export function chapterOf(
  chapters: readonly Chapter[],
  id: string,
): { readonly folder: string; readonly first: boolean } | undefined {
  for (const { folder, steps } of chapters) {
    const place = Object.keys(steps).findIndex((name) => idOf(name) === id);
    if (place >= 0) return { folder, first: place === 0 };
  }
  return undefined;
}
