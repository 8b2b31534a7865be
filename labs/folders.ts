import { didYouMean } from "../lib/suggest.js";
import { STEP_FILE, type Chapter } from "./chapter.js";
import { mistake } from "./mistake.js";

/**
 * Looks whether a chapter lists all steps of its folder, and each of them has a page.
 * @param names the files of the folder
 * @throws UsageError that names the file, and what its chapter.ts lists
 */
export function requireWhole({ folder, steps }: Chapter, names: readonly string[]): void {
  const listed = Object.keys(steps);
  for (const file of names) {
    const [, step] = STEP_FILE.exec(file) ?? [];
    if (step === undefined && /^\d.*\.(?:md|ts)$/.test(file))
      throw mistake(`${folder}/${file}`, "this is no name of a step's file", NAMES);
    if (step === undefined || listed.includes(step)) continue;
    throw mistake(
      `${folder}/${file}`,
      `${folder}/chapter.ts does not list "${step}".${didYouMean(step, listed)}`,
      `the steps that it lists: ${listed.join(", ")}`,
    );
  }
  const bare = listed.find((step) => !names.includes(`${step}.md`));
  if (bare === undefined) return;
  throw mistake(
    `${folder}/chapter.ts`,
    `"${bare}" has no page`,
    `the steps whose pages are there: ${pagesAmong(names).join(", ") || "none yet"}`,
  );
}

const NAMES =
  "a step's number, a dash, small letters, digits and dashes, then .md or .ts: 3.15-canary.md";

/** The steps that have a page. */
const pagesAmong = (names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const [, step = "", , kind] = STEP_FILE.exec(name) ?? [];
    return kind === "md" ? [step] : [];
  });

/**
 * Looks whether a week lists all of its chapters.
 * @param folders the folders of the week, from the root
 * @throws UsageError that names the folder, and what the week's index.ts lists
 */
export function requireChapters(
  week: string,
  chapters: readonly Chapter[],
  folders: readonly string[],
): void {
  const listed = chapters.map(({ folder }) => folder);
  const left = folders.find((folder) => !listed.includes(folder));
  if (left === undefined) return;
  const seen = `labs/${week}/index.ts lists no such chapter.${didYouMean(left, listed)}`;
  throw mistake(left, seen, `the chapters that it lists: ${listed.join(", ")}`);
}
