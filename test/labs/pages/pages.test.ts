import { describe, expect, it } from "@jest/globals";
import { requireChapters, requireWhole } from "../../../labs/folders.js";
import { weeks } from "../../../labs/index.js";
import { fortioCommand } from "../../../labs/load-runs.js";
import { filesIn, foldersIn, readIntroduction, readPage } from "../../../labs/pages.js";

const chapters = weeks.flatMap(({ chapters: all = [] }) => all);
const pages = chapters.flatMap(({ folder, steps }) =>
  Object.keys(steps).map((name) => `${folder}/${name}.md`),
);
/** A page may speak of a step of another week. */
const ids = weeks.flatMap((week) => week.steps.map(({ id }) => id));

describe("the folders of the weeks", () => {
  it.each(weeks)("$id has a chapter for each of its folders", ({ id, chapters: all = [] }) => {
    expect(() => {
      requireChapters(id, all, foldersIn(`labs/${id}`));
    }).not.toThrow();
    expect(all).not.toHaveLength(0);
  });

  it.each(chapters)("$folder lists all of its steps, each with a page", (chapter) => {
    expect(() => {
      requireWhole(chapter, filesIn(chapter.folder));
    }).not.toThrow();
  });

  it.each(chapters)("$folder has an introduction", ({ folder }) => {
    const { title, text } = readIntroduction(folder, ids);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(text.length).toBeGreaterThan(40);
  });
});

describe("the pages of the weeks", () => {
  it.each(pages)("%s is a page, and speaks of steps and files that there are", (file) => {
    expect(() => readPage(file, ids)).not.toThrow();
  });

  it.each(weeks.flatMap(({ steps: all }) => all.filter(({ load }) => load !== undefined)))(
    "$id types the run of fortio that `lab load run` makes",
    ({ commands, load }) => {
      const typed = commands.map(({ run }) => run).filter((run) => run.startsWith("fortio load"));
      expect(typed).toEqual(load === undefined ? [] : [fortioCommand(load)]);
    },
  );

  it.each(weeks)(
    "$id marks what runs until Ctrl-C, so that nobody waits for it",
    ({ steps: all }) => {
      const forEver = /^while true|\blogs\b.* -f\b|\bport-forward\b|\s-w$/;
      const unmarked = all.flatMap(({ id, commands }) =>
        commands
          .filter(({ run, endless }) => forEver.test(run) && !endless)
          .map(({ run }) => [id, run]),
      );
      expect(unmarked).toEqual([]);
    },
  );
});
