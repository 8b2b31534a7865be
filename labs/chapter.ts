import type { StepId } from "./ids.js";
import { mistake } from "./mistake.js";
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

/** A step's two files: its id, and its name, by kind. */
export const STEP_FILE = /^((\d+(?:\.\d+){1,2})-[a-z0-9-]+)\.(md|ts)$/;

/**
 * Declares a chapter. That it has all steps of its folder is seen when its pages are read.
 * @throws UsageError for a name that no step has
 */
export function chapter(folder: string, steps: Readonly<Record<StepName, StepFile>>): Chapter {
  for (const name of Object.keys(steps)) {
    if (STEP_FILE.test(`${name}.md`)) continue;
    throw mistake(
      `${folder}/chapter.ts`,
      `"${name}" is no name of a step`,
      "a step's number, a dash, then small letters, digits and dashes, as 3.15-canary",
    );
  }
  return { folder, steps };
}

/** The id in a step's name. */
export const idOf = (name: string): StepId => name.slice(0, name.indexOf("-")) as StepId;

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
