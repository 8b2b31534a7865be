import { idOf, type Chapter } from "./chapter.js";
import { UNTIL_RULES, type CheckDraft } from "./checks.js";
import { checksOf } from "./derive/checks.js";
import { timelineOf, type Timeline } from "./derive/timeline.js";
import { requireChapters, requireWhole } from "./folders.js";
import { numberOf, type StepId } from "./ids.js";
import { didYouMean } from "../lib/suggest.js";
import { mistake, saidIn, showStep } from "./mistake.js";
import { filesIn, foldersIn, readIntroduction, readPage } from "./pages.js";
import { withSlips } from "./slips.js";
import type { StepFile } from "./step.js";
import type { Step, Week } from "./week.js";

/** A week made of chapters. */
export interface Course extends Omit<Week, "steps" | "reproducing"> {
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

/** What a step has from the other steps of its week, made when it is first asked for. */
interface Around {
  readonly ids: readonly StepId[];
  readonly timeline: () => Timeline;
  /** Looks at the folders of the week. @throws UsageError for what is missing there */
  readonly requireFolders: () => void;
}

/** A step of a folder. Its page is read when somebody asks for it: making a lab needs none. */
function stepOf({ folder, name, place, file }: Place, around: Around): Step {
  const { change, beside, load, checks = [] } = file;
  const id = idOf(name);
  const typed = `${folder}/${name}.ts`;
  const inFile = <T>(evaluate: () => T): T => saidIn(typed, showStep(id), evaluate);
  const whole = lazily(() =>
    inFile(() => {
      requireUntils(typed, id, checks, around.ids);
      return checksOf(around.timeline(), place, checks);
    }),
  );
  const page = lazily(() => {
    around.requireFolders();
    return readPage(`${folder}/${name}.md`, around.ids, showStep(id));
  });
  return {
    id,
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
    ...(change === undefined ? {} : { patch: (state) => inFile(() => change(state)) }),
    ...(beside === undefined ? {} : { beside }),
    ...(load === undefined ? {} : { load }),
    get checks() {
      return whole();
    },
  };
}

/** @throws UsageError when steps are missing or out of order, or the base is no step of the week. */
export function defineCourse(course: Course): Week {
  const { id, base, chapters, slips = [] } = course;
  const files = chapters.flatMap(({ folder, steps }) =>
    Object.entries(steps).map(([name, file]) => ({ folder, name, file })),
  );
  requireOrder(id, files);
  const ids = files.map(({ name }) => idOf(name));
  if (!ids.includes(base)) throw mistake(`labs/${id}/index.ts`, `base is "${base}"`, rangeOf(ids));
  const around: Around = {
    ids,
    timeline: lazily(() => timelineOf(week)),
    requireFolders: lazily(() => {
      requireChapters(id, chapters, foldersIn(`labs/${id}`));
      for (const chapter of chapters) {
        requireWhole(chapter, filesIn(chapter.folder));
        readIntroduction(chapter.folder, ids);
      }
    }),
  };
  const week: Week = {
    ...course,
    ...(slips.length > 0 && {
      reproducing: (names) => {
        const chosen = slips.filter(({ name }) => names.includes(name));
        return defineCourse({ ...course, chapters: withSlips(chapters, chosen) });
      },
    }),
    steps: files.map((entry, place) => stepOf({ ...entry, place }, around)),
  };
  return week;
}

const rangeOf = (ids: readonly StepId[]): string => `${ids[0] ?? ""} to ${ids.at(-1) ?? ""}`;

/** The steps of all chapters count on, each once: from 4.1, or from 4.0.1 on, behind which 4.1 may stand. */
function requireOrder(week: string, files: readonly Pick<Place, "folder" | "name">[]): void {
  const number = numberOf(week);
  const apart = files.filter(({ name }) => name.startsWith(`${number}.0.`)).length;
  files.forEach(({ folder, name }, place) => {
    const expected = place < apart ? `${number}.0.${place + 1}` : `${number}.${place + 1 - apart}`;
    if (idOf(name) === expected) return;
    const other = files.slice(0, place).find((before) => idOf(before.name) === idOf(name));
    const taken = other === undefined ? "" : `, and ${idOf(name)} is "${other.name}" already`;
    const seen = `"${name}" stands where ${expected} belongs${taken}`;
    throw mistake(`${folder}/chapter.ts`, seen, "ids that count on over all chapters, each once");
  });
}

/** A check that ends at a step, ends at a later one. */
function requireUntils(
  file: string,
  id: StepId,
  checks: readonly CheckDraft[],
  ids: readonly StepId[],
): void {
  const later: readonly string[] = ids.slice(ids.indexOf(id) + 1);
  for (const { says, until = "" } of checks) {
    if (!/^\d/.test(until) || later.includes(until)) continue;
    const seen = `the check "${says}" has until: "${until}".${didYouMean(until, later)}`;
    const first =
      later[0] === undefined ? "" : `a later step, ${later[0]} to ${later.at(-1) ?? ""}; `;
    throw mistake(file, seen, `${first}${UNTIL_RULES.join(", ")}`, showStep(id));
  }
}
