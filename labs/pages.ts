import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BugError, UsageError, messageOf } from "../lib/errors.js";
import { root } from "../lib/paths.js";
import { parsePage, type Page } from "./page.js";

/** The text of a file of the checkout. @param file its path from the root @throws BugError when it can't be read. */
function textOf(file: string): string {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch (error) {
    throw new BugError("no-page", `${file} can't be read: ${messageOf(error)}`, { cause: error });
  }
}

/** A step's page. @param file its path from the root @throws UsageError when it is no page. */
export const readPage = (file: string): Page => parsePage(textOf(file), file);

/** What a chapter's README.md says. */
export interface Introduction {
  readonly title: string;
  /** Markdown: paragraphs, pictures in blocks of text. */
  readonly text: string;
}

/** A chapter's introduction. @param folder its path from the root @throws UsageError when it has no title or text. */
export function readIntroduction(folder: string): Introduction {
  const file = `${folder}/README.md`;
  const [first = "", ...rest] = textOf(file).split("\n");
  const text = rest.join("\n").trim();
  if (!first.startsWith("# ") || text === "")
    throw new UsageError("bad-page", `${file}:1: "${first}". Allowed: "# title", then the text.`);
  return { title: first.slice(2), text };
}
