import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ToolError, messageOf } from "../lib/errors.js";
import { root } from "../lib/paths.js";
import { mistake } from "./mistake.js";
import { parsePage, type Page } from "./page.js";
import { requireReferences } from "./page-references.js";

/** The names of the files in a folder of the checkout. @param folder its path from the root */
export const filesIn = (folder: string): string[] => namesIn(folder, false);

/** The folders in a folder of the checkout, from the root. @param folder its path from there */
export const foldersIn = (folder: string): string[] =>
  namesIn(folder, true).map((name) => `${folder}/${name}`);

/** None where the folder isn't there. */
function namesIn(folder: string, areFolders: boolean): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() === areFolders)
    .map(({ name }) => name)
    .sort();
}

/**
 * The text of a page of the checkout.
 * @param file its path from the root
 * @param holds what such a page holds, for whoever has to write it
 * @throws UsageError when there is none, ToolError when it can't be read
 */
function textOf(file: string, holds: string, next?: string): string {
  const path = join(root, file);
  if (!existsSync(path)) throw mistake(file, "there is no such page", holds, next);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = `${file} can't be read: ${messageOf(error)}`;
    throw new ToolError("unreadable-page", why, { cause: error });
  }
}

/** What a page may speak of: these steps, and files of the checkout. */
const knownTo = (file: string, steps: readonly string[]) => ({
  steps,
  isThere: (path: string): boolean => existsSync(join(root, dirname(file), path)),
});

/**
 * A step's page.
 * @param file its path from the root
 * @param steps the ids that it may speak of
 * @param next what shows the page anew. Default: what shows all mistakes of the weeks
 * @throws UsageError when it isn't there, is no page, or speaks of what there is none of
 */
export function readPage(file: string, steps: readonly string[], next?: string): Page {
  const text = textOf(file, "front matter, a lesson and commands", next);
  const page = parsePage(text, file, next);
  requireReferences(text, file, knownTo(file, steps), next);
  return page;
}

/** What a chapter's README.md says. */
export interface Introduction {
  readonly title: string;
  /** Markdown: paragraphs, pictures in blocks of text. */
  readonly text: string;
}

/**
 * A chapter's introduction.
 * @param folder its path from the root
 * @param steps the ids that it may speak of
 * @throws UsageError when it isn't there, has no title or text, or speaks of what there is none of
 */
export function readIntroduction(folder: string, steps: readonly string[]): Introduction {
  const file = `${folder}/README.md`;
  const whole = textOf(file, '"# " and the title, then what the chapter is about');
  const [first = "", ...rest] = whole.split("\n");
  const text = rest.join("\n").trim();
  if (!/^# \S/.test(first)) throw mistake(`${file}:1`, `"${first}"`, '"# " and the title');
  if (text === "") throw mistake(`${file}:2`, "no text", "what the chapter is about");
  requireReferences(whole, file, knownTo(file, steps));
  return { title: first.slice(2), text };
}
