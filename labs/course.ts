import { idOf, type Chapter } from "./chapter.js";
import { checksOf } from "./derive/checks.js";
import { timelineOf, type Timeline } from "./derive/timeline.js";
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

/** A step's two files, and its place in the week. */
interface Place {
  readonly folder: string;
  readonly name: string;
  readonly place: number;
  readonly file: StepFile;
}

/** A step of a folder. Its page is read when somebody asks for it: making a lab needs none. */
function stepOf({ folder, name, place, file }: Place, timeline: () => Timeline): Step {
  const { change, load, checks = [] } = file;
  const whole = lazily(() => checksOf(timeline(), place, checks));
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
    get checks() {
      return whole();
    },
  };
}

/** @throws Error when steps are missing or out of order, or the base is no step of the week. */
export function defineCourse(course: Course): Week {
  const files = course.chapters.flatMap(({ folder, steps }) =>
    Object.entries(steps).map(([name, file]) => ({ folder, name, file })),
  );
  const timeline = lazily(() => timelineOf(week));
  const steps = files.map((entry, place) => stepOf({ ...entry, place }, timeline));
  const week = defineWeek({ ...course, steps });
  return week;
}
