import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { weeks } from "../../../labs/index.js";
import { fortioCommand } from "../../../labs/load-runs.js";
import { parsePage } from "../../../labs/page.js";
import { readIntroduction } from "../../../labs/pages.js";
import { root } from "../../../lib/paths.js";

const IS_STEP = /^(\d+\.\d+-[a-z0-9-]+)\.(md|ts)$/;

const filesIn = (folder: string): string[] => readdirSync(join(root, folder)).sort();
const chapters = weeks.flatMap((week) =>
  (week.chapters ?? []).map((chapter) => ({ ...chapter, week })),
);
const pages = chapters.flatMap(({ folder }) =>
  filesIn(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`),
);
const steps = new Set<string>(weeks.flatMap((week) => week.steps.map(({ id }) => id)));
/** Weeks that have pages: a number like 0.5 or 1.17 of another is no step. */
const isStepOf = new RegExp(
  `\\b(?:step|steps) ((?:${weeks.map(({ id }) => id.slice(4)).join("|")})\\.\\d+)`,
  "g",
);

describe("the folders of the weeks", () => {
  it.each(weeks)("$id has a chapter for each of its folders", (week) => {
    const folders = readdirSync(join(root, "labs", week.id), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `labs/${week.id}/${name}`);
    expect((week.chapters ?? []).map(({ folder }) => folder).sort()).toEqual(folders.sort());
  });

  it.each(chapters)(
    "$folder lists all of its pages, and a typed file only with a page",
    (chapter) => {
      const files = filesIn(chapter.folder).flatMap((name) => {
        const [, step = "", kind = ""] = IS_STEP.exec(name) ?? [];
        return step === "" ? [] : [{ step, kind }];
      });
      const named = (wanted: string): string[] =>
        files.filter(({ kind }) => kind === wanted).map(({ step }) => step);
      expect(Object.keys(chapter.steps).sort()).toEqual(named("md"));
      expect(named("ts").filter((step) => !named("md").includes(step))).toEqual([]);
    },
  );

  it.each(chapters)("$folder has an introduction", ({ folder }) => {
    const { title, text } = readIntroduction(folder);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(text.length).toBeGreaterThan(40);
  });
});

describe("the pages of the weeks", () => {
  it.each(pages.filter((file) => !file.endsWith("README.md")))("%s is a page", (file) => {
    expect(() => parsePage(readFileSync(join(root, file), "utf8"), file)).not.toThrow();
  });

  it.each(pages)("%s speaks of steps that there are, and of files that there are", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    const unknown = [...text.matchAll(isStepOf)].flatMap(([, id = ""]) =>
      steps.has(id) ? [] : [id],
    );
    const dead = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].flatMap(([, link = ""]) =>
      existsSync(join(root, dirname(file), link)) ? [] : [link],
    );
    const unfinished = /^\.\.\.$/m.test(text.replaceAll(/```text\n[\s\S]*?\n```/g, ""));
    expect([unknown, dead, unfinished]).toEqual([[], [], false]);
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
