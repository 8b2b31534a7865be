import type { UsageError } from "../lib/errors.js";

/** What a block of code is, by the line that opens it. */
const OPENINGS: Readonly<Record<string, Block["is"]>> = {
  "```sh": "sh",
  "```sh until Ctrl-C": "endless",
  "```text": "text",
};

/** A piece of a page: a paragraph, a heading or a block of code, and the line it begins at. */
export interface Block {
  readonly is: "paragraph" | "heading" | "sh" | "endless" | "text";
  readonly text: string;
  readonly line: number;
}

/** An error about a line of a page: what was seen there, and what is allowed. */
export type Wrong = (line: number, seen: string, allowed: string) => UsageError;

/** The blocks from a line on (counted from 0). */
export function blocksOf(lines: readonly string[], from: number, wrong: Wrong): Block[] {
  const blocks: Block[] = [];
  let at = from;
  while (at < lines.length) {
    const start = at;
    const text = lines[at] ?? "";
    const line = at + 1;
    if (text.trim() === "") at += 1;
    else if (text.startsWith("#")) {
      blocks.push({ is: "heading", text: text.replace(/^#+ */, ""), line });
      at += 1;
    } else if (text.startsWith("```")) {
      const end = lines.indexOf("```", at + 1);
      const is = OPENINGS[text];
      if (is === undefined) throw wrong(line, `"${text}"`, Object.keys(OPENINGS).join(", "));
      if (end < 0) throw wrong(line, `"${text}" without an end`, "a line ``` behind the block");
      blocks.push({ is, text: lines.slice(at + 1, end).join("\n"), line });
      at = end + 1;
    } else {
      while (at < lines.length && /^(?!#|```)\s*\S/.test(lines[at] ?? "")) at += 1;
      blocks.push({ is: "paragraph", text: folded(lines.slice(start, at)), line });
    }
    const dots = lines.slice(start, at).indexOf("...");
    if (dots >= 0 && blocks.at(-1)?.is !== "text")
      throw wrong(line + dots, '"..."', "it for lines left out of a block ```text, and whole text");
  }
  return blocks;
}

/** The lines of a paragraph as one, but for the items of a list. */
const folded = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trim())
    .join(" ")
    .replaceAll(/ (?=- )/g, "\n");
