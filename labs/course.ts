import { idOf, type Chapter } from "./chapter.js";
import type { Check } from "./checks.js";
import { readPage } from "./pages.js";
import type { StepFile } from "./step.js";
import { defineWeek, type Step, type Week } from "./week.js";

/** A week made of chapters. */
export interface Course extends Omit<Week, "steps"> {
  readonly chapters: readonly Chapter[];
}

/** A value that is made when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A step of a folder. Its page is read when somebody asks for it: making a lab needs none. */
function stepOf(folder: string, name: string, { change, load, checks = [] }: StepFile): Step {
  const page = lazily(() => readPage(`${folder}/${name}.md`));
  return {
    id: idOf(name),
    get kind() {
      return page().kind;
    },
    get title() {
      return page().title;
    },
    get lesson() {
      return page().lesson;
    },
    get commands() {
      return page().commands;
    },
    get notes() {
      return page().notes;
    },
    get deviation() {
      return page().deviation;
    },
    ...(change === undefined ? {} : { patch: change }),
    ...(load === undefined ? {} : { load }),
    checks: checks as readonly Check[],
  };
}

/** @throws Error when steps are missing or out of order, or the base is no step of the week. */
export function defineCourse(course: Course): Week {
  const steps = course.chapters.flatMap(({ folder, steps: files }) =>
    Object.entries(files).map(([name, file]) => stepOf(folder, name, file)),
  );
  return defineWeek({ ...course, steps });
}
